package io.gatherbench.client;

import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Opens clients that tell an observer of each request and are otherwise those of another opener,
 * but that no request fails: an unwanted status is an answer, and no answer is one of status 0. So
 * every request of a gather is seen to its end, whatever becomes of the others.
 */
public final class ObservedClients implements ClientOpener {

  private static final int NO_ANSWER = 0;

  private final ClientOpener observed;
  private final RequestObserver observer;

  /** Clients of {@code observed}, for this observer. */
  public ObservedClients(ClientOpener observed, RequestObserver observer) {
    this.observed = observed;
    this.observer = observer;
  }

  @Override
  public BlockingClient openBlocking() {
    BlockingClient client = observed.openBlocking();
    return new BlockingClient() {
      @Override
      public Response send(Request request) throws InterruptedException {
        observer.sending(request);
        try {
          return answered(request, client.send(request));
        } catch (RequestFailedException e) {
          return settled(request, e);
        }
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }

  @Override
  public AsyncClient openAsync() {
    AsyncClient client = observed.openAsync();
    return new AsyncClient() {
      @Override
      public Future<Response> send(Request request) {
        observer.sending(request);
        return client
            .send(request)
            .map(response -> answered(request, response))
            .otherwise(failure -> settled(request, failure));
      }

      @Override
      public <T> Future<T> onEventLoop(Supplier<Future<T>> task) {
        return client.onEventLoop(task);
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }

  @Override
  public FutureClient openFutures() {
    FutureClient client = observed.openFutures();
    return new FutureClient() {
      @Override
      public CompletableFuture<Response> sendAsync(Request request) {
        observer.sending(request);
        return client
            .sendAsync(request)
            .thenApply(response -> answered(request, response))
            .exceptionally(failure -> settled(request, failure.getCause()));
      }

      @Override
      public void close() {
        client.close();
      }
    };
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
