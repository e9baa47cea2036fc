package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.Evidence;
import io.gatherbench.benchmark.evidence.ExpectedWork;
import io.gatherbench.benchmark.state.PendingState;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.RetryingClientOpener;
import io.gatherbench.results.Metric;
import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;

/**
 * A service that limits the rate of requests.
 *
 * <p><b>Question.</b> A service answers 429 to a caller that asks too often and says when to retry.
 * Does it pay to hold requests back, at most k in flight by a semaphore, or may all be sent at once
 * and retried as told?
 *
 * <p><b>One operation is</b> a gather of N GET requests to an endpoint that allows {@code rate} a
 * second after a {@code burst}; a refused request waits as long as the response says, and is
 * retried until it is let through. The bucket is shared by all operations, as an account's is: it
 * is full only before the first.
 *
 * <p><b>Not included.</b> Connections, warm-up and class loading, as in {@link GatherBenchmark}.
 * The wait is what the body names in milliseconds, because {@code Retry-After} has whole seconds.
 *
 * <p><b>Why the number can be trusted.</b> Every request and every retry is counted in the client
 * and must be in the ledger; {@code rejected} in the rows is how often an operation was refused.
 * The bound is (N − {@code burst}) / {@code rate}, or what the latency allows. Expected: all
 * strategies take about N / {@code rate}, because the service sets the pace. They differ in how
 * often they are refused: unlimited ones send N requests at once, and again together; with k in
 * flight about k are refused at a time.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Bounded}; the semaphore alone, {@code java -jar
 * benchmarks.jar Gather -p strategy=BOUNDED_VIRTUAL_THREADS,BOUNDED_EVENT_LOOP -p
 * maxInFlight=4,16,64}.
 */
@Measurement(iterations = 4, time = 1)
public class BoundedBenchmark extends PendingState {

  @Param("10ms")
  public String latency;

  /** Requests a second that the stub allows, 1 to 1,000,000. */
  @Param("1000")
  public int rate;

  /** Requests that it allows at once after a rest, 1 to 1,000,000. */
  @Param("16")
  public int burst;

  private List<Request> limited;

  @Benchmark
  public List<Response> gather() throws Exception {
    work().sent(requests);
    return opened().gather(limited);
  }

  @Override
  protected void prepare() throws Exception {
    String target = "/limited?rate=" + rate + "&burst=" + burst + "&latency=" + latency;
    limited = Collections.nCopies(requests, new Request(target));
    openConnections();
    List<Request> immediate = Todos.of(requests, "0ms").requests();
    warmUp(() -> opened().gather(immediate), () -> opened().gather(limited), warmUpRequests);
  }

  @Override
  protected ClientOpener opener(ClientSettings settings) {
    return new RetryingClientOpener(super.opener(settings), () -> work().retried());
  }

  @Override
  protected void addEvidence(Evidence evidence, LedgerSnapshot seen) {
    evidence.with(Metric.REJECTED, work().retriesPerOperation());
  }

  /** Claims no overlap of several, because a request that waits for its retry is not in flight. */
  @Override
  protected ExpectedWork expectedWork() {
    return new ExpectedWork(overlap() == 1 ? 1 : 0, overlap(), requests, 0);
  }

  @Override
  protected double boundMillis() {
    return Math.max(inTurns(Latency.parse(latency).millis()), (requests - burst) * 1e3 / rate);
  }
}
