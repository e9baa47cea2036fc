package io.gatherbench.client.decorator;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;

/**
 * Opens clients that tell an observer of each request and are otherwise those of another opener,
 * but that no request fails: an unwanted status is an answer, and no answer is one of status 0. So
 * every request of a gather is seen to its end, whatever becomes of the others.
 */
public final class ObservedClientOpener extends PerRequestClientOpener {

  private static final int NO_ANSWER = 0;

  private final RequestObserver observer;

  /** Clients of {@code observed}, for this observer. */
  public ObservedClientOpener(ClientOpener observed, RequestObserver observer) {
    super(observed);
    this.observer = observer;
  }

  @Override
  protected Response send(BlockingClient client, Request request) throws InterruptedException {
    observer.sending(request);
    try {
      return answered(request, client.send(request));
    } catch (RequestFailedException e) {
      return settled(request, e);
    }
  }

  @Override
  protected Future<Response> send(AsyncClient client, Request request) {
    observer.sending(request);
    return client
        .send(request)
        .map(response -> answered(request, response))
        .otherwise(failure -> settled(request, failure));
  }

  @Override
  protected CompletableFuture<Response> send(FutureClient client, Request request) {
    observer.sending(request);
    return client
        .sendAsync(request)
        .thenApply(response -> answered(request, response))
        .exceptionally(failure -> settled(request, failure.getCause()));
  }

  private Response answered(Request request, Response response) {
    observer.answered(request, response);
    return response;
  }

  private Response settled(Request request, Throwable failure) {
    if (failure instanceof RequestFailedException failed && failed.response().isPresent()) {
      return answered(request, failed.response().get());
    }
    observer.failed(request, failure);
    return new Response(NO_ANSWER, new byte[0]);
  }
}
