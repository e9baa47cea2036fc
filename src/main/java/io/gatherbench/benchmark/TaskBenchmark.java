package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.TaskTracker;
import io.gatherbench.benchmark.state.TaskState;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.ComputingClientOpener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
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
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class TaskBenchmark {

  /** Starts the tasks and waits for all. */
  @Benchmark
  public List<Response> gather(NamedTasks state) throws IOException, InterruptedException {
    return state.gather();
  }

  /** Tasks that do next to nothing: each returns its own name. */
  public static class NamedTasks extends TaskState {

    @Override
    protected Response result(Request request) {
      return new Response(200, request.target().getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    protected ClientOpener opener(TaskTracker observer) {
      return new ComputingClientOpener(onEventLoop(), this::result);
    }

    @Override
    protected double boundMillis() {
      return 0;
    }
  }
}
