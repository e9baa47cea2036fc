package io.gatherbench.benchmark;

import static io.gatherbench.benchmark.evidence.WorkMetric.REJECTED;

import io.gatherbench.benchmark.evidence.Evidence;
import io.gatherbench.benchmark.evidence.ExpectedWork;
import io.gatherbench.benchmark.state.PendingState;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.RetryingClientOpener;
import io.gatherbench.stub.delay.Latency;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Requests to a service that allows so many a second, and says to the others when to come back. */
public class BoundedFixture extends PendingState {

  /** How long the stub holds each answer back. */
  @Param("10ms")
  public String latency;

  /** Requests a second that the stub allows, 1 to 1,000,000. */
  @Param("1000")
  public int rate;

  /** Requests that it allows at once after a rest, 1 to 1,000,000. */
  @Param("16")
  public int burst;

  private List<Request> limited;

  /** As JMH wants it. */
  public BoundedFixture() {}

  @Override
  public void open(BenchmarkParams benchmark) throws IOException, InterruptedException {
    limited =
        Collections.nCopies(
            requests,
            new Request("/limited?rate=" + rate + "&burst=" + burst + "&latency=" + latency));
    super.open(benchmark);
  }

  /** One operation: the requests, each made again until it is let through. */
  public List<Response> gather() throws IOException, InterruptedException {
    work().sent(requests);
    return strategyOpen().gather(limited);
  }

  @Override
  public ClientOpener opener(ClientSettings settings) {
    return new RetryingClientOpener(super.opener(settings), () -> work().sentAgain());
  }

  @Override
  protected void certifyMore(Evidence certificate) {
    certificate.with(
        REJECTED, (double) work().requestsSentAgain() / Math.max(1, work().operations()));
  }

  /** A request that waits to be sent again is not in flight: no overlap is promised. */
  @Override
  protected ExpectedWork claim() {
    return new ExpectedWork(1, overlap(), requests, 0, boundMillis());
  }

  /** What the latency allows, or what the rate allows after the burst, whichever is more. */
  protected double boundMillis() {
    return Math.max(
        strategy.bound(requests, limits(), Latency.parse(latency).millis()),
        (requests - burst) * 1e3 / rate);
  }
}
