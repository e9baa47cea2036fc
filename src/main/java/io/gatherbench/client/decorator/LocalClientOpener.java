package io.gatherbench.client.decorator;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.AwaitedClient;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.EventLoop;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;

/**
 * Opens clients that send nothing and make the response in this process. They show what a strategy
 * itself costs, and how it does with work that is no I/O.
 */
abstract sealed class LocalClientOpener implements ClientOpener
    permits ComputingClientOpener, PausingClientOpener {

  private final boolean awaited;

  /**
   * @param awaited whether threads that wait hand their requests to an event loop and await the
   *     response, instead of making it themselves
   */
  LocalClientOpener(boolean awaited) {
    this.awaited = awaited;
  }

  /** Makes the response on the calling thread, which it may block. */
  abstract Response respond(Request request) throws InterruptedException;

  /** Makes the response on the event loop that calls it. */
  abstract Future<Response> respond(Request request, Vertx vertx);

  /** Makes the response on the default pool of {@code CompletableFuture}. */
  abstract CompletableFuture<Response> respondAsync(Request request);

  @Override
  public BlockingClient openBlocking() {
    return awaited
        ? new AwaitedClient(openAsync())
        : FunctionClients.blocking(this::respond, () -> {});
  }

  @Override
  public AsyncClient openAsync() {
    EventLoop loop = new EventLoop();
    return FunctionClients.async(request -> respond(request, loop.vertx()), loop::run, loop::close);
  }

  @Override
  public FutureClient openFutures() {
    return FunctionClients.futures(this::respondAsync, () -> {});
  }
}
