package io.gatherbench.client.decorator;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.AwaitedClient;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.FutureClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Opens a new client for each request, or one from each call of {@link #renew} to the next. Clients
 * of an event loop share one loop that stays, as sessions of aiohttp do. {@code renew} must not be
 * called while requests are under way; otherwise thread-safe.
 */
public final class FreshClientOpener implements ClientOpener {

  private final ClientOpener clients;
  private final boolean perRequest;
  private final List<Runnable> renewals = new ArrayList<>();

  public FreshClientOpener(ClientOpener clients, boolean perRequest) {
    this.clients = clients;
    this.perRequest = perRequest;
  }

  /** Closes the clients that are still open, and opens new ones. */
  public void renew() {
    renewals.forEach(Runnable::run);
  }

  @Override
  public BlockingClient openBlocking() {
    if (clients.needsEventLoop()) {
      return new AwaitedClient(openAsync());
    }
    Current<BlockingClient> current = current(clients::openBlocking);
    return FunctionClients.blocking(
        request -> {
          BlockingClient client = current.get();
          try {
            return client.send(request);
          } finally {
            current.release(client);
          }
        },
        current::close);
  }

  @Override
  public AsyncClient openAsync() {
    // Has the loop of all, and sends nothing.
    AsyncClient first = clients.openAsync();
    Current<AsyncClient> current = current(() -> clients.openAsync(first.loop()));
    return FunctionClients.async(
        request -> {
          AsyncClient client = current.get();
          return client.send(request).onComplete(sent -> current.release(client));
        },
        first.loop(),
        () -> {
          current.close();
          first.close();
        });
  }

  @Override
  public FutureClient openFutures() {
    Current<FutureClient> current = current(clients::openFutures);
    // Closed with the next renewal: HttpClient.close waits for callbacks, and would be in one.
    return FunctionClients.futures(request -> current.get().sendAsync(request), current::close);
  }

  private <T extends AutoCloseable> Current<T> current(Supplier<T> open) {
    Current<T> current = new Current<>(open);
    current.renew();
    renewals.add(current::renew);
    return current;
  }

  /** The client to use now, or one for each request. */
  private final class Current<T extends AutoCloseable> {

    private final Supplier<T> open;
    private final Queue<T> opened = new ConcurrentLinkedQueue<>();
    private volatile T kept;

    Current(Supplier<T> open) {
      this.open = open;
    }

    void renew() {
      close();
      if (!perRequest) {
        kept = opened();
      }
    }

    T get() {
      return perRequest ? opened() : kept;
    }

    void release(T client) {
      if (perRequest && opened.remove(client)) {
        close(client);
      }
    }

    void close() {
      for (T client = opened.poll(); client != null; client = opened.poll()) {
        close(client);
      }
      kept = null;
    }

    private T opened() {
      T client = open.get();
      opened.add(client);
      return client;
    }

    private static void close(AutoCloseable client) {
      try {
        client.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("a client did not close: " + e, e);
      }
    }
  }
}
