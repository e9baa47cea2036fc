package io.gatherbench.strategy;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** All requests from one event loop, gathered with {@code Future.all}. */
final class EventLoopStrategy extends AsyncClientStrategy {

  EventLoopStrategy(AsyncClient client) {
    super(client, Integer.MAX_VALUE);
  }

  @Override
  Future<List<Response>> sendAll(AsyncClient client, List<Request> requests) {
    List<Future<Response>> responses = new ArrayList<>(requests.size());
    for (Request request : requests) {
      responses.add(client.send(request));
    }
    return Future.all(responses).map(all -> all.list());
  }
}
