package io.gatherbench.strategy;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.strategy.pending.PendingEventLoopRequests;
import io.gatherbench.strategy.pending.PendingRequests;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Arrays;
import java.util.List;

/**
 * So many requests at a time from one event loop: each answer sends the next request. The loop is
 * one thread, so that a plain counter is all it takes.
 */
final class BoundedEventLoopStrategy implements RequestStrategy {

  private final AsyncClient client;
  private final int maxInFlight;

  BoundedEventLoopStrategy(AsyncClient client, int maxInFlight) {
    this.client = client;
    this.maxInFlight = maxInFlight;
  }

  @Override
  public List<Response> gather(List<Request> requests)
      throws RequestFailedException, InterruptedException {
    return AsyncClient.await(client.onEventLoop(() -> new Gather(requests).start()));
  }

  @Override
  public PendingRequests start(List<Request> requests) {
    return PendingEventLoopRequests.start(
        client, requests, i -> client.call(requests.get(i)), maxInFlight);
  }

  @Override
  public PendingRequests stream(List<Request> requests, LineListener lines) {
    return PendingEventLoopRequests.start(
        client,
        requests,
        i -> client.stream(requests.get(i), line -> lines.line(i, line)),
        maxInFlight);
  }

  @Override
  public void close() {
    client.close();
  }

  /** One gather under way; lives on the event loop. */
  private final class Gather {

    private final Promise<List<Response>> done = Promise.promise();
    private final List<Request> requests;
    private final Response[] responses;
    private int sent;
    private int answered;

    Gather(List<Request> requests) {
      this.requests = requests;
      this.responses = new Response[requests.size()];
    }

    Future<List<Response>> start() {
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
