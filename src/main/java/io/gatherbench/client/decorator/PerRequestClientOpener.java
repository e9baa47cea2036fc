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
import java.util.function.Supplier;

/**
 * Opens the clients of another opener, with something done about each request; a subclass says
 * what, in each of the forms that clients have. Streams and calls that are cancelled are not
 * theirs.
 */
public abstract class PerRequestClientOpener implements ClientOpener {

  private final ClientOpener clients;

  public PerRequestClientOpener(ClientOpener clients) {
    this.clients = clients;
  }

  /** Makes a request on a thread that waits. */
  protected abstract Response send(BlockingClient client, Request request)
      throws RequestFailedException, InterruptedException;

  /** Makes a request on the event loop. */
  protected abstract Future<Response> send(AsyncClient client, Request request);

  /** Makes a request from any thread. */
  protected abstract CompletableFuture<Response> send(FutureClient client, Request request);

  @Override
  public final BlockingClient openBlocking() {
    BlockingClient client = clients.openBlocking();
    return new BlockingClient() {
      @Override
      public Response send(Request request) throws RequestFailedException, InterruptedException {
        return PerRequestClientOpener.this.send(client, request);
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }

  @Override
  public final AsyncClient openAsync() {
    AsyncClient client = clients.openAsync();
    return new AsyncClient() {
      @Override
      public Future<Response> send(Request request) {
        return PerRequestClientOpener.this.send(client, request);
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
  public final FutureClient openFutures() {
    FutureClient client = clients.openFutures();
    return new FutureClient() {
      @Override
      public CompletableFuture<Response> sendAsync(Request request) {
        return PerRequestClientOpener.this.send(client, request);
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }
}
