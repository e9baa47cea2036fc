package io.gatherbench.strategy;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.strategy.pending.PendingEventLoopRequests;
import io.gatherbench.strategy.pending.PendingRequests;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * All requests from one event loop, gathered with {@code Future.all}. The caller hands the whole
 * gather to the loop in one step: sending from outside would wake the loop once a request.
 */
final class EventLoopStrategy implements RequestStrategy {

  private final AsyncClient client;

  EventLoopStrategy(AsyncClient client) {
    this.client = client;
  }

  @Override
  public List<Response> gather(List<Request> requests)
      throws RequestFailedException, InterruptedException {
    return AsyncClient.await(client.onEventLoop(() -> sendAll(requests)));
  }

  @Override
  public PendingRequests start(List<Request> requests) {
    return PendingEventLoopRequests.start(
        client, requests, i -> client.call(requests.get(i)), requests.size());
  }

  @Override
  public PendingRequests stream(List<Request> requests, LineListener lines) {
    return PendingEventLoopRequests.start(
        client,
        requests,
        i -> client.stream(requests.get(i), line -> lines.line(i, line)),
        requests.size());
  }

  @Override
  public void close() {
    client.close();
  }

  private Future<List<Response>> sendAll(List<Request> requests) {
    List<Future<Response>> responses = new ArrayList<>(requests.size());
    for (Request request : requests) {
      responses.add(client.send(request));
    }
    return Future.all(responses).map(all -> all.list());
  }
}
