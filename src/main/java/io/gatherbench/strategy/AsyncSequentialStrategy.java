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
 * The event loop without concurrency: each request is sent after the last has answered. It is what
 * {@code await} in a {@code for} loop does, and shows that an asynchronous client alone overlaps
 * nothing.
 *
 * <p>Vert.x hands over the end of an answer before it gives the connection back to the pool. A
 * request that is sent from that very callback, as {@code compose} does, finds none idle: it waits
 * that moment where the pool may have one connection, and where it may have more it opens a second,
 * and the two take turns.
 */
final class AsyncSequentialStrategy implements RequestStrategy {

  private final AsyncClient client;

  AsyncSequentialStrategy(AsyncClient client) {
    this.client = client;
  }

  @Override
  public List<Response> gather(List<Request> requests)
      throws RequestFailedException, InterruptedException {
    return AsyncClient.await(client.onEventLoop(() -> sendInTurn(requests)));
  }

  @Override
  public PendingRequests start(List<Request> requests) {
    return PendingEventLoopRequests.start(client, requests, i -> client.call(requests.get(i)), 1);
  }

  @Override
  public PendingRequests stream(List<Request> requests, LineListener lines) {
    return PendingEventLoopRequests.start(
        client, requests, i -> client.stream(requests.get(i), line -> lines.line(i, line)), 1);
  }

  @Override
  public void close() {
    client.close();
  }

  private Future<List<Response>> sendInTurn(List<Request> requests) {
    List<Response> responses = new ArrayList<>(requests.size());
    Future<Void> last = Future.succeededFuture();
    for (Request request : requests) {
      last = last.compose(answered -> client.send(request).onSuccess(responses::add).mapEmpty());
    }
    return last.map(responses);
  }
}
