package io.gatherbench.strategy;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Arrays;
import java.util.List;

/**
 * A limited number of requests at a time from one event loop: each response sends the next request.
 * The loop is one thread, so plain counters suffice.
 */
final class BoundedEventLoopStrategy extends AsyncClientStrategy {

  private final int maxInFlight;

  BoundedEventLoopStrategy(AsyncClient client, int maxInFlight) {
    super(client, maxInFlight);
    this.maxInFlight = maxInFlight;
  }

  @Override
  Future<List<Response>> sendAll(AsyncClient client, List<Request> requests) {
    return new Gather(client, requests).start(maxInFlight);
  }

  /** A gather under way; used on the event loop only. */
  private static final class Gather {

    private final Promise<List<Response>> done = Promise.promise();
    private final AsyncClient client;
    private final List<Request> requests;
    private final Response[] responses;
    private int sent;
    private int answered;

    Gather(AsyncClient client, List<Request> requests) {
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
}
