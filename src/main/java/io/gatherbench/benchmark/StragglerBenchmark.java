package io.gatherbench.benchmark;

import io.gatherbench.client.Response;
import java.io.IOException;
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
 * The total is the slowest, not the sum.
 *
 * <p><b>Question.</b> N HTTP calls take unequal times, and one of them much longer than the rest.
 * How close does each strategy come to the longest alone, and what does the straggler do to
 * strategies whose overlap is bounded?
 *
 * <p><b>One operation is</b> a gather of N GET requests, each with a latency of its own: lognormal
 * with the median {@code latency} and the spread {@code sigma}, drawn from {@code seed}, and {@code
 * straggler} for the one in the middle. Answers are checked as in {@link GatherBenchmark}.
 *
 * <p><b>Not included.</b> Connections, warm-up and class loading, as in {@link GatherBenchmark}.
 *
 * <p><b>Why the number can be trusted.</b> The latencies are drawn before anything is measured and
 * sent with the requests, so that all strategies meet the same ones and the bound is exact: the
 * longest where all overlap, the sum one after the other, and on a pool the larger of the longest
 * and of the sum shared out evenly. Requests served must be those sent, none beyond the claim in
 * flight, no connection opened, no score under its bound. Expected: strategies that overlap all are
 * just above the straggler's latency, whatever the other 63 add up to.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Straggler}; a pool that is too small, {@code -p
 * strategy=THREAD_POOL -p poolSize=4}; no straggler, {@code -p straggler=10ms}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class StragglerBenchmark {

  /** Makes the requests and waits until the slowest is answered. */
  @Benchmark
  public List<Response> gather(StragglerFixture fixture) throws IOException, InterruptedException {
    return fixture.gather();
  }
}
