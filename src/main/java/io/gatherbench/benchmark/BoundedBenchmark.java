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
 * A service that allows only so much.
 *
 * <p><b>Question.</b> A service answers 429 to whoever asks too often and says when to come back.
 * Does it pay to hold requests back, at most k in flight by a semaphore, or may all be sent at once
 * and made again as told?
 *
 * <p><b>One operation is</b> a gather of N GET requests to an endpoint that allows {@code rate} a
 * second after a {@code burst}; one that is refused waits as long as the answer says, and is made
 * again until it is let through. The bucket is shared by all operations, as an account's is: it is
 * full only before the first.
 *
 * <p><b>Not included.</b> Connections, warm-up and class loading, as in {@link GatherBenchmark}.
 * The wait is what the stub names in milliseconds in the body: the header {@code Retry-After} knows
 * whole seconds only, and whoever follows it to the letter waits a second for a millisecond.
 *
 * <p><b>Why the number can be trusted.</b> Every request and every repetition is counted on this
 * side and must be in the ledger; {@code rejected} in the rows is how often an operation was
 * refused; no more may be in flight than a strategy claims. The bound is (N − {@code burst}) /
 * {@code rate}, or what the latency allows. Expected: all strategies come out near N / {@code
 * rate}, for the service sets the pace. What differs is how often they are refused: unbounded ones
 * ask N times at once, and again together; with k in flight about k are refused at a time.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Bounded}; the semaphore alone, {@code java -jar
 * benchmarks.jar Gather -p strategy=BOUNDED_VIRTUAL_THREADS,BOUNDED_EVENT_LOOP -p
 * maxInFlight=4,16,64}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 4, time = 1)
public class BoundedBenchmark {

  /** Makes the requests until all were let through. */
  @Benchmark
  public List<Response> gather(BoundedFixture fixture) throws IOException, InterruptedException {
    return fixture.gather();
  }
}
