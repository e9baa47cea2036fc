package io.gatherbench.client.decorator;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.InterceptedClient;

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
    return new InterceptedClient(
        clients.openBlocking(),
        (request, chain) -> {
          // Not a new object: the compiler would remove a monitor that no other thread can see.
          synchronized (request) {
            return chain.proceed();
          }
        });
  }
}
