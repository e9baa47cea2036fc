package io.gatherbench.strategy;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * The event loop without concurrency: each request is sent after the last is answered. It is what
 * {@code await} in a {@code for} loop does, and shows that an asynchronous client alone overlaps
 * nothing.
 *
 * <p>Vert.x passes on the end of a response before it gives the connection back to the pool. A
 * request that is sent from that very callback, as {@code compose} does, finds none idle: it waits
 * that moment where the pool is limited to one connection, and otherwise opens a second, and the
 * two alternate.
 */
final class AsyncSequentialStrategy extends AsyncClientStrategy {

  AsyncSequentialStrategy(AsyncClient client) {
    super(client, 1);
  }

  @Override
  Future<List<Response>> sendAll(AsyncClient client, List<Request> requests) {
    List<Response> responses = new ArrayList<>(requests.size());
    Future<Void> last = Future.succeededFuture();
    for (Request request : requests) {
      last = last.compose(done -> client.send(request).onSuccess(responses::add).mapEmpty());
    }
    return last.map(responses);
  }
}
