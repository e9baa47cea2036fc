package io.gatherbench.benchmark;

import io.gatherbench.benchmark.state.StubState;
import io.gatherbench.benchmark.state.Workload;
import io.gatherbench.client.Response;
import io.gatherbench.strategy.Strategy;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Many requests in flight: where each strategy reaches its limit.
 *
 * <p><b>Question.</b> One request takes 100 ms to be answered, and so do ten at once. How many can
 * be in flight with each strategy before the gather takes longer than the wait?
 *
 * <p><b>One operation is</b> a gather of 1 to 10,000 equal GET requests, all in flight at once,
 * each on a connection of its own; checked as in {@link GatherBenchmark}.
 *
 * <p><b>Not included.</b> Opening the connections, which takes some seconds for 10,000; warm-up and
 * class loading; the threads of the pool, which has one for each request. {@code PLATFORM_THREADS}
 * starts its threads anew in each gather, and that is included.
 *
 * <p><b>Why the number can be trusted.</b> The bound is one latency, whatever N. That N requests do
 * overlap is proved while the connections are opened, with a latency long enough. Where a strategy
 * needs more than 100 ms to send them all, the first are answered before the last are sent: tables
 * say so, and that is the strategy's limit. At 10,000, on two processors that client and stub
 * share, all are beyond it: the event loop needs about one second, awaited or not, and over
 * java.net.http virtual threads two, and a pool of as many threads or new platform threads three to
 * four. Both processes need a file for each connection: with too low a limit of open files the run
 * does not start.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Concurrency}; one size, {@code -p requests=10000};
 * the blocking strategies without the machinery of java.net.http, {@code -p client=APACHE}.
 */
@Fork(3)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 1)
public class ConcurrencyBenchmark extends StubState {

  /** The strategies that overlap all requests; the pool has as many threads as requests. */
  @Param({
    "THREAD_POOL",
    "PLATFORM_THREADS",
    "VIRTUAL_THREADS",
    "COMPLETABLE_FUTURE",
    "EVENT_LOOP",
    "EVENT_LOOP_AWAIT"
  })
  public Strategy strategy;

  @Param({"1", "10", "100", "1000", "10000"})
  public int requests;

  @Param("100ms")
  public String latency;

  @Benchmark
  public List<Response> gather() throws Exception {
    return gatherTodos();
  }

  @Override
  protected Workload workload() {
    return new Workload(strategy, requests, latency);
  }
}
