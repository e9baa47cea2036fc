package io.gatherbench.strategy;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.AsyncClient.AsyncCall;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.strategy.pending.PendingEventLoopRequests;
import io.gatherbench.strategy.pending.PendingRequests;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Base of the strategies on one event loop. The caller hands the whole gather to the loop in one
 * step: sending from outside would wake the loop once a request.
 */
abstract class AsyncClientStrategy implements RequestStrategy {

  private final AsyncClient client;
  private final int maxInFlight;

  /**
   * @param maxInFlight limit of requests in flight, 1 or more
   */
  AsyncClientStrategy(AsyncClient client, int maxInFlight) {
    this.client = client;
    this.maxInFlight = maxInFlight;
  }

  /** Sends the requests of a gather, on the event loop. */
  abstract Future<List<Response>> sendAll(AsyncClient client, List<Request> requests);

  @Override
  public final List<Response> gather(List<Request> requests)
      throws RequestFailedException, InterruptedException {
    return AsyncClient.await(client.onEventLoop(() -> sendAll(client, requests)));
  }

  @Override
  public final PendingRequests start(List<Request> requests) {
    return start(requests, i -> client.call(requests.get(i)));
  }

  @Override
  public final PendingRequests stream(List<Request> requests, IntFunction<Consumer<String>> lines) {
    return start(requests, i -> client.stream(requests.get(i), lines.apply(i)));
  }

  private PendingRequests start(List<Request> requests, IntFunction<AsyncCall> calls) {
    return PendingEventLoopRequests.start(client, requests, calls, maxInFlight);
  }

  @Override
  public final void close() {
    client.close();
  }
}
