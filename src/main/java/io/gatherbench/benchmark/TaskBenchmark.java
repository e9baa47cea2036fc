package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.TaskTracker;
import io.gatherbench.benchmark.state.TaskState;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.LocalClientOpener;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Starting and joining tasks, and nothing else.
 *
 * <p><b>Question.</b> What does it cost to start N tasks and to wait for them all, when they do
 * nothing: on the calling thread, on a pool, on new threads of either kind, on an event loop?
 *
 * <p><b>One operation is</b> N tasks started by the strategy and joined. Each returns its own name,
 * and the results are checked in the order of the tasks. The code of the strategies is the one that
 * makes requests in the other benchmarks; only its client does no I/O.
 *
 * <p><b>Not included.</b> The threads of the pool, the event loop and its thread: they are there
 * beforehand. {@code PLATFORM_THREADS} starts its threads in each operation.
 *
 * <p><b>Why the number can be trusted.</b> No stub takes part; the tasks that were started and
 * those that came back with the right result, in the right place, must be equal in number. Tasks at
 * once are not counted: such a counter would cost as much as a task. Expected: {@code SEQUENTIAL}
 * is the floor, because it calls N times what the others call N times as well. {@code
 * COMPLETABLE_FUTURE} runs on the common pool; on two processors or less JDKs before 25 start a
 * platform thread for each task instead.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Task}; many, {@code -p requests=10000}; in bytes,
 * {@code -prof gc}.
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
public class TaskBenchmark extends TaskState {

  @Benchmark
  public List<Response> gather() throws Exception {
    return gatherTasks();
  }

  @Override
  protected ClientOpener opener(TaskTracker observer) {
    return LocalClientOpener.computing(onEventLoop(), this::result);
  }

  @Override
  protected double boundMillis() {
    return 0;
  }
}
