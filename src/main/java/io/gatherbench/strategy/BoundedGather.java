package io.gatherbench.strategy;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Arrays;
import java.util.List;

/** A gather from an event loop, a limited number of requests at a time. Used on the loop only. */
final class BoundedGather {

  private final Promise<List<Response>> done = Promise.promise();
  private final AsyncClient client;
  private final List<Request> requests;
  private final Response[] responses;
  private int sent;
  private int answered;

  BoundedGather(AsyncClient client, List<Request> requests) {
    this.client = client;
    this.requests = requests;
    this.responses = new Response[requests.size()];
  }

  Future<List<Response>> start(int maxInFlight) {
    for (int i = 0; i < Math.min(maxInFlight, requests.size()); i++) {
      sendNext();
    }
    return done.future();
  }

  private void sendNext() {
    int index = sent++;
    client
        .send(requests.get(index))
        .onComplete(response -> answered(index, response), done::tryFail);
  }

  private void answered(int index, Response response) {
    responses[index] = response;
    answered++;
    if (answered == requests.size()) {
      done.tryComplete(Arrays.asList(responses));
    } else if (sent < requests.size() && !done.future().isComplete()) {
      sendNext();
    }
  }
}
