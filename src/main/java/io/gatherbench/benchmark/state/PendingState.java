package io.gatherbench.benchmark.state;

import io.gatherbench.client.Request;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Param;

/** 64 requests by default, with any of the strategies, each request with a latency of its own. */
public abstract class PendingState extends AllStrategiesState {

  /** Requests in an operation, 1 to 10,000. */
  @Param("64")
  public int requests;

  /**
   * Limit of the requests in each part of a warm-up that cancels: over HTTP/1.1 each costs a
   * connection, whose port stays taken for a minute, and the system has some 28,000.
   */
  private static final int MOST_CANCELLED = 8_000;

  private List<Request> unanswered;

  @Override
  protected Workload workload() {
    return workload(requests, "0ms");
  }

  /**
   * Warms up with gathers first, and then with operations that cancel, after a proof that what is
   * cancelled ends in the stub: in an operation, a request that was left alone could end by itself.
   */
  protected final void warmUpCancelling(Callable<?> immediate, Callable<?> measured)
      throws Exception {
    super.prepare();
    unanswered = UnansweredRequests.requests(requests);
    UnansweredRequests proof = startUnanswered();
    proof.cancel();
    proof.end(strategy);
    // Over HTTP/1.1 each that was cancelled has cost its connection.
    openConnections();
    warmUp(immediate, measured, Math.min(warmUpRequests, MOST_CANCELLED));
  }

  /** Starts the requests of an operation, without an answer. */
  protected final UnansweredRequests startUnanswered() throws IOException {
    return UnansweredRequests.start(opened(), unanswered, work(), overlap());
  }
}
