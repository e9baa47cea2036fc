package io.gatherbench.client.adapter;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.AwaitedClient;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.EventLoop;
import java.util.function.Supplier;

/** Opens the clients of a library on an event loop, their own or one that is given. */
final class EventLoopOpener<L extends EventLoop> implements ClientOpener {

  /** Opens a client; closing it closes the loop if that is its own. */
  interface OnLoop<L> {
    AsyncClient open(L loop, boolean ownLoop);
  }

  private final Class<L> type;
  private final Supplier<L> loops;
  private final OnLoop<L> clients;

  EventLoopOpener(Class<L> type, Supplier<L> loops, OnLoop<L> clients) {
    this.type = type;
    this.loops = loops;
    this.clients = clients;
  }

  @Override
  public BlockingClient openBlocking() {
    return new AwaitedClient(openAsync());
  }

  @Override
  public AsyncClient openAsync() {
    return clients.open(loops.get(), true);
  }

  @Override
  public AsyncClient openAsync(EventLoop loop) {
    return clients.open(type.cast(loop), false);
  }

  @Override
  public boolean needsEventLoop() {
    return true;
  }
}
