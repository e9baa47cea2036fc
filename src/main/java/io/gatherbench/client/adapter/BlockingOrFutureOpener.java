package io.gatherbench.client.adapter;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.FutureClient;
import java.util.function.Supplier;

/** Opens the clients of a library whose one class blocks as well as returns futures. */
final class BlockingOrFutureOpener<C extends BlockingClient & FutureClient>
    implements ClientOpener {

  private final Supplier<C> clients;

  BlockingOrFutureOpener(Supplier<C> clients) {
    this.clients = clients;
  }

  @Override
  public BlockingClient openBlocking() {
    return clients.get();
  }

  @Override
  public FutureClient openFutures() {
    return clients.get();
  }
}
