package io.gatherbench.benchmark;

import io.gatherbench.benchmark.state.CallbackExecutor;
import io.gatherbench.benchmark.state.StubState;
import io.gatherbench.benchmark.state.Workload;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.FollowUpClientOpener;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.delay.Latency;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * A blocking call on the event loop: {@code time.sleep} in a coroutine.
 *
 * <p><b>Question.</b> After each response a call blocks for a few milliseconds, a database driver
 * for example. What does it cost to make it on the event loop, on a worker pool, on a virtual
 * thread?
 *
 * <p><b>One operation is</b> a gather of N GET requests from one event loop, each response followed
 * by a call that blocks for {@code blockFor}: on the loop itself, on a pool of 20 threads as {@code
 * executeBlocking(…, false)} has in Vert.x, or on a new virtual thread.
 *
 * <p><b>Not included.</b> The threads of the pool, connections, warm-up and class loading.
 *
 * <p><b>Why the number can be trusted.</b> The call holds its thread for the whole time, so that
 * the bound is arithmetic: one latency d and N·b on the loop, d + ⌈N/20⌉·b on the workers, d + b on
 * virtual threads. The ledger proves the work as in {@link GatherBenchmark}. Expected: each place
 * is just above its bound, and on the loop one call makes all others wait. Vert.x warns of that
 * late: its BlockedThreadChecker looks once a second for loops that have been blocked for two, and
 * does not notice 64 calls of 5 ms.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar BlockedLoop}; enough for the warning, {@code -p
 * place=EVENT_LOOP -p blockFor=50ms}.
 */
public class BlockedLoopBenchmark extends StubState {

  /** Only an event loop can be blocked. */
  @Param("EVENT_LOOP")
  public Strategy strategy;

  @Param({"EVENT_LOOP", "WORKER", "VIRTUAL_THREAD"})
  public CallbackExecutor place;

  @Param("5ms")
  public String blockFor;

  @Param("64")
  public int requests;

  @Param("10ms")
  public String latency;

  @Benchmark
  public List<Response> gather() throws Exception {
    return gatherTodos();
  }

  @Override
  protected Workload workload() {
    return new Workload(strategy, requests, latency);
  }

  @Override
  protected ClientOpener opener(ClientSettings settings) {
    long nanos = Latency.parse(blockFor).nanos();
    ExecutorService executor = place.open();
    closeLater(executor::shutdownNow);
    return new FollowUpClientOpener(
        super.opener(settings), response -> blocked(response, nanos), executor);
  }

  @Override
  protected double boundMillis() {
    int atOnce = place.overlap(requests);
    int turns = (requests + atOnce - 1) / atOnce;
    return Latency.parse(latency).millis() + turns * Latency.parse(blockFor).millis();
  }

  /** Blocks the thread for the whole time; {@code sleep} rounds to milliseconds before JDK 21. */
  private static Response blocked(Response response, long nanos) {
    long end = System.nanoTime() + nanos;
    long left = nanos;
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = end - System.nanoTime();
    }
    return response;
  }
}
