package io.gatherbench.benchmark;

import io.gatherbench.benchmark.state.StubState;
import io.gatherbench.benchmark.state.Workload;
import io.gatherbench.client.Response;
import io.gatherbench.strategy.Strategy;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Threads against requests: what the size of a pool does.
 *
 * <p><b>Question.</b> N HTTP calls have to be made on a pool of P threads. How much of the time is
 * the arithmetic of P, and how much is what the threads cost?
 *
 * <p><b>One operation is</b> a gather of N equal GET requests on the pool, checked as in {@link
 * GatherBenchmark}.
 *
 * <p><b>Not included.</b> Starting the threads of the pool, connections, warm-up and class loading.
 *
 * <p><b>Why the number can be trusted.</b> The bound stands beside the score, in the row {@code
 * time_bound}: ⌈N/P⌉ turns of one latency each, 320 ms for 256 requests on 8 threads and 10 ms on
 * 256. It is arithmetic and no finding; the finding is how far a score is above it. While the
 * connections are opened, exactly P requests must overlap, and while measuring never more, or the
 * row is void. Expected: from 8 threads to 64 the score halves with each doubling, because waiting
 * is all there is; beyond, the bound still halves and the score no longer does, because sending 256
 * requests takes the client as long as the latency itself.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar PoolSize}; with truly blocking sockets, {@code -p
 * client=APACHE}; the same without threads, {@code Gather -p strategy=EVENT_LOOP -p requests=256}.
 */
public class PoolSizeBenchmark extends StubState {

  /** Only a pool has a size. */
  @Param("THREAD_POOL")
  public Strategy strategy;

  /** Threads in the pool, 1 to 10,000, or {@code requests}: as many as requests. */
  @Param({"8", "16", "32", "64", "128", "requests"})
  public String poolSize;

  @Param("256")
  public int requests;

  @Param("10ms")
  public String latency;

  @Benchmark
  public List<Response> gather() throws Exception {
    return gatherTodos();
  }

  @Override
  protected Workload workload() {
    return new Workload(strategy, poolSize, requests, requests, latency);
  }
}
