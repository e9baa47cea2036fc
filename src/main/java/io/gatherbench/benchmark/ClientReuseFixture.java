package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.ExpectedWork;
import io.gatherbench.benchmark.state.TodosState;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.FreshClientOpener;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.stub.delay.Latency;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Param;

/** A gather with a client that was used before, or with new ones. */
public class ClientReuseFixture extends TodosState {

  /** {@code HttpClient.close} is there from here on. */
  private static final int CAN_CLOSE_HTTP_CLIENT = 21;

  /** How long a client is used. */
  @Param public ClientLifetime reuse;

  /** Requests in a gather, 1 to 10,000. */
  @Param("8")
  public int requests;

  /** How long the stub holds each answer back. */
  @Param("10ms")
  public String latency;

  private FreshClientOpener fresh;

  /** As JMH wants it. */
  public ClientReuseFixture() {}

  /** {@inheritDoc} Closes the clients of the last gather, and opens those of this one. */
  @Override
  public List<Response> gather() throws IOException, InterruptedException {
    if (reuse != ClientLifetime.ALL) {
      fresh.renew();
    }
    return super.gather();
  }

  @Override
  public void endIteration() throws IOException {
    super.endIteration();
    if (Runtime.version().feature() < CAN_CLOSE_HTTP_CLIENT) {
      // A client of java.net.http ends its selector and connections when it is found unreachable.
      System.gc();
    }
  }

  @Override
  public ClientOpener opener(ClientSettings settings) {
    if (reuse == ClientLifetime.ALL) {
      return super.opener(settings);
    }
    fresh =
        new FreshClientOpener(
            Compatibility.client(strategy, client).opener(settings),
            reuse == ClientLifetime.REQUEST);
    return fresh;
  }

  @Override
  protected int count() {
    return requests;
  }

  @Override
  protected String latency(int id) {
    return latency;
  }

  @Override
  protected double boundMillis() {
    return strategy.bound(requests, limits(), Latency.parse(latency).millis());
  }

  @Override
  public ExpectedWork claim() {
    ExpectedWork answered = super.claim();
    return new ExpectedWork(
        answered.overlap(),
        answered.inFlight(),
        answered.leastAnswers(),
        connections(),
        answered.boundMillis());
  }

  /**
   * The most connections that an operation opens: none with a client that was used before; one for
   * each request that has a client of its own; and with a client for the gather one for each that
   * overlaps, or two, as a pool may get a connection back a moment too late.
   */
  protected int connections() {
    return switch (reuse) {
      case ALL -> 0;
      case GATHER -> Math.min(requests, 2 * overlap());
      case REQUEST -> requests;
    };
  }
}
