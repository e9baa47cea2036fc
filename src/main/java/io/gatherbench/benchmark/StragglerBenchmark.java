package io.gatherbench.benchmark;

import io.gatherbench.benchmark.state.PendingState;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.client.Response;
import io.gatherbench.stub.delay.Latency;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * One slow request among many fast ones: the total is the slowest, not the sum.
 *
 * <p><b>Question.</b> N HTTP calls take unequal times, and one of them much longer than the rest.
 * How close does each strategy come to the longest alone, and what does the straggler do to
 * strategies whose overlap is limited?
 *
 * <p><b>One operation is</b> a gather of N GET requests, each with a latency of its own: lognormal
 * with the median {@code latency} and the spread {@code sigma}, drawn from {@code seed}, and {@code
 * straggler} for the one in the middle. Responses are checked as in {@link GatherBenchmark}.
 *
 * <p><b>Not included.</b> Connections, warm-up and class loading, as in {@link GatherBenchmark}.
 *
 * <p><b>Why the number can be trusted.</b> The latencies are drawn before anything is measured and
 * sent with the requests, so that all strategies meet the same ones and the bound is exact: the
 * longest where all overlap, the sum one after the other, and on a pool the larger of the longest
 * and of the sum shared out evenly. The ledger proves the work as in {@link GatherBenchmark}.
 * Expected: strategies that overlap all are just above the straggler's latency, whatever the other
 * 63 add up to.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Straggler}; a pool that is too small, {@code -p
 * strategy=THREAD_POOL -p poolSize=4}; no straggler, {@code -p straggler=10ms}.
 */
public class StragglerBenchmark extends PendingState {

  @Param("10ms")
  public String latency;

  /** The standard deviation of the latencies' logarithms, 0 to 10. */
  @Param("0.5")
  public String sigma;

  @Param("200ms")
  public String straggler;

  @Param("1")
  public long seed;

  @Benchmark
  public List<Response> gather() throws Exception {
    return gatherTodos();
  }

  @Override
  protected Todos createTodos() {
    return Todos.of(requests, id -> nanos(id) + "ns");
  }

  @Override
  protected double boundMillis() {
    LongSummaryStatistics all =
        LongStream.rangeClosed(1, requests).map(this::nanos).summaryStatistics();
    return Math.max(all.getMax(), (double) all.getSum() / overlap()) / 1e6;
  }

  /** Returns the latency of todo {@code id}, 1 to {@link #requests}. */
  long nanos(long id) {
    return id == (requests + 1) / 2
        ? Latency.parse(straggler).nanos()
        : Latency.parse("lognormal:" + latency + "," + sigma).nanos(seed, id);
  }
}
