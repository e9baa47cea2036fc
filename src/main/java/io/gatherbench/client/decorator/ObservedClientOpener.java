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
 * Opens clients that report each request to an observer and let none fail. An unwanted status is a
 * response, a failure a response of status 0, so that all requests are observed to their end.
 */
public final class ObservedClientOpener extends PerRequestClientOpener {

  /**
   * A thread-safe observer of requests, called on the thread on which it happens. Requests differ
   * by identity: two may be equal.
   */
  public interface RequestObserver {

    /** Returns whether the request may be sent; otherwise it has a response of status 0. */
    boolean sending(Request request);

    /** Called when a response, of any status, has been read whole. */
    void answered(Request request, Response response);

    void failed(Request request, Throwable cause);
  }

  private static final Response NO_RESPONSE = new Response(0, new byte[0]);

  private final RequestObserver observer;

  public ObservedClientOpener(ClientOpener clients, RequestObserver observer) {
    super(clients);
    this.observer = observer;
  }

  @Override
  protected Response send(BlockingClient client, Request request) throws InterruptedException {
    if (!observer.sending(request)) {
      return NO_RESPONSE;
    }
    try {
      return answered(request, client.send(request));
    } catch (RequestFailedException e) {
      return settled(request, e);
    }
  }

  @Override
  protected Future<Response> send(AsyncClient client, Request request) {
    if (!observer.sending(request)) {
      return Future.succeededFuture(NO_RESPONSE);
    }
    return client
        .send(request)
        .map(response -> answered(request, response))
        .otherwise(failure -> settled(request, failure));
  }

  @Override
  protected CompletableFuture<Response> send(FutureClient client, Request request) {
    if (!observer.sending(request)) {
      return CompletableFuture.completedFuture(NO_RESPONSE);
    }
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
    return NO_RESPONSE;
  }
}
