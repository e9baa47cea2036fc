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
 * Opens the clients of another opener with an addition to each request. They have no streams and no
 * calls that can be cancelled.
 */
abstract class PerRequestClientOpener implements ClientOpener {

  private final ClientOpener clients;

  PerRequestClientOpener(ClientOpener clients) {
    this.clients = clients;
  }

  protected abstract Response send(BlockingClient client, Request request)
      throws RequestFailedException, InterruptedException;

  protected abstract Future<Response> send(AsyncClient client, Request request);

  protected abstract CompletableFuture<Response> send(FutureClient client, Request request);

  @Override
  public final BlockingClient openBlocking() {
    BlockingClient client = clients.openBlocking();
    return FunctionClients.blocking(request -> send(client, request), client::close);
  }

  @Override
  public final AsyncClient openAsync() {
    AsyncClient client = clients.openAsync();
    return FunctionClients.async(request -> send(client, request), client.loop(), client::close);
  }

  @Override
  public final FutureClient openFutures() {
    FutureClient client = clients.openFutures();
    return FunctionClients.futures(request -> send(client, request), client::close);
  }
}
