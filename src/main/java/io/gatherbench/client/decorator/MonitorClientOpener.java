package io.gatherbench.client.decorator;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;

/**
 * Opens clients whose threads hold a monitor during each request, as {@code synchronized} code does
 * that calls another service. It is the request's own monitor, which no other thread wants.
 */
public final class MonitorClientOpener implements ClientOpener {

  private final ClientOpener clients;

  /** Decorates the clients of another opener. */
  public MonitorClientOpener(ClientOpener clients) {
    this.clients = clients;
  }

  @Override
  public BlockingClient openBlocking() {
    BlockingClient client = clients.openBlocking();
    return FunctionClients.blocking(
        request -> {
          // Not a new object: the compiler would remove a monitor that no other thread can see.
          synchronized (request) {
            return client.send(request);
          }
        },
        client::close);
  }
}
