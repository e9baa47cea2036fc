package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.TaskTracker;
import io.gatherbench.benchmark.state.HashCalibration;
import io.gatherbench.benchmark.state.TaskState;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.LocalClientOpener;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Tasks that compute instead of waiting: what concurrency cannot give.
 *
 * <p><b>Question.</b> N tasks compute instead of waiting. What do the strategies that overlap
 * hundreds of waits make of that?
 *
 * <p><b>One operation is</b> N tasks of {@code rounds} rounds of SHA-256 each, over a block of
 * their own; every hash is checked, in the order of the tasks.
 *
 * <p><b>Not included.</b> The threads of the pool, and warm-up with the same tasks.
 *
 * <p><b>Why the number can be trusted.</b> After each iteration the fork finds the least time c
 * that one task takes on one processor. The bound is N·c shared out evenly among the processors, or
 * N·c where one thread computes: one after the other, and on an event loop, awaited or not.
 * Expected: overlap gives nothing, processors do. A pool of 64 threads is no faster than one of as
 * many as there are processors; virtual threads are as fast as a pool, and the event loop as slow
 * as one after the other.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar CpuBound}; pools, {@code -p strategy=THREAD_POOL
 * -p poolSize=1,2,4,64}.
 */
public class CpuBoundBenchmark extends TaskState {

  /** Rounds of SHA-256, 1 to 1,000,000. */
  @Param("1000")
  public int rounds;

  private final HashCalibration calibration = new HashCalibration();

  @Benchmark
  public List<Response> gather() throws Exception {
    return gatherTasks();
  }

  @Override
  protected Response result(Request request) {
    byte[] block = request.target().getBytes(StandardCharsets.ISO_8859_1);
    return calibration.timed(() -> new Response(200, HashCalibration.hash(block, rounds)));
  }

  @Override
  protected ClientOpener opener(TaskTracker observer) {
    return LocalClientOpener.computing(onEventLoop(), this::result);
  }

  @Override
  protected double boundMillis() {
    Request any = new Request("/tasks/1");
    return boundMillis(
        calibration.leastMillis(() -> result(any)), Runtime.getRuntime().availableProcessors());
  }

  /** Shares the work among the processors that the strategy can use; an event loop uses one. */
  double boundMillis(double taskMillis, int processors) {
    int used = onEventLoop() ? 1 : Math.min(processors, workload().overlap());
    return Math.max(1, (double) requests / used) * taskMillis;
  }
}
