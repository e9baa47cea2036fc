package io.gatherbench.benchmark;

import io.gatherbench.client.RequestFailedException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What measuring costs the measured.
 *
 * <p><b>Question.</b> Costs are collected in the forks whose time is measured. How much of that
 * time is the collection's own?
 *
 * <p><b>One operation is</b>, of {@code timedRequests}, 64 requests whose times go into a
 * histogram, of {@code plainRequests} the same without, so that the difference is what a gather of
 * 64 pays; of {@code iteration}, all that is read before and after an iteration, of a process with
 * so many idle threads.
 *
 * <p><b>Not included.</b> Requests: the client answers at once, because next to 10 ms the
 * difference would drown. What several threads at once pay for one histogram: twice as much at the
 * most on two cores.
 *
 * <p><b>Why the number can be trusted.</b> It is the code that runs in measured forks. {@code
 * iteration} runs outside the time that is measured, once in half a second; only the difference of
 * the other two is inside. It came out at 4 µs, which is 0.04 % of a gather of 64 requests of 10
 * ms.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar CollectionCost -f 1}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class CollectionCostBenchmark {

  /** Makes requests whose times nobody takes. */
  @Benchmark
  public int plainRequests(CollectionFixture fixture)
      throws RequestFailedException, InterruptedException {
    return fixture.plainRequests();
  }

  /** Makes requests whose times are taken. */
  @Benchmark
  public int timedRequests(CollectionFixture fixture)
      throws RequestFailedException, InterruptedException {
    return fixture.timedRequests();
  }

  /** Reads what is read of an iteration. */
  @Benchmark
  public int iteration(CollectionFixture fixture) {
    return fixture.iteration();
  }
}
