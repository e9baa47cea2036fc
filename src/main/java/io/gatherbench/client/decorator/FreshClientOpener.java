package io.gatherbench.client.decorator;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.AwaitedClient;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.EventLoop;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.client.adapter.Client;
import io.gatherbench.client.adapter.VertxClient;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Opens clients of a library anew: one for each request, which is closed after it, or one from each
 * call of {@link #renew} to the next. With Vert.x all of them are on one event loop that stays, as
 * sessions of aiohttp are: nobody starts a loop to make a request.
 *
 * <p>{@code renew} must not be called while requests are under way; otherwise thread-safe.
 */
public final class FreshClientOpener implements ClientOpener {

  private final Client library;
  private final ClientSettings settings;
  private final boolean eachRequest;
  private final List<Runnable> renewals = new ArrayList<>();

  /**
   * @param eachRequest whether each request has a client of its own
   */
  public FreshClientOpener(Client library, ClientSettings settings, boolean eachRequest) {
    this.library = library;
    this.settings = settings;
    this.eachRequest = eachRequest;
  }

  /** Closes the clients that are still open, and opens new ones. */
  public void renew() {
    renewals.forEach(Runnable::run);
  }

  @Override
  public BlockingClient openBlocking() {
    if (library == Client.VERTX) {
      return new AwaitedClient(openAsync());
    }
    Current<BlockingClient> current = current(library.with(settings)::openBlocking);
    return new BlockingClient() {
      @Override
      public Response send(Request request) throws RequestFailedException, InterruptedException {
        BlockingClient client = current.get();
        try {
          return client.send(request);
        } finally {
          current.release(client);
        }
      }

      @Override
      public void close() {
        current.close();
      }
    };
  }

  @Override
  public AsyncClient openAsync() {
    EventLoop loop = new EventLoop();
    Current<VertxClient> current = current(() -> new VertxClient(settings, loop));
    return new AsyncClient() {
      @Override
      public Future<Response> send(Request request) {
        VertxClient client = current.get();
        return client.send(request).onComplete(answered -> current.release(client));
      }

      @Override
      public <T> Future<T> onEventLoop(Supplier<Future<T>> task) {
        return loop.run(task);
      }

      @Override
      public void close() {
        current.close();
        loop.close();
      }
    };
  }

  @Override
  public FutureClient openFutures() {
    Current<FutureClient> current = current(library.with(settings)::openFutures);
    return new FutureClient() {
      @Override
      public CompletableFuture<Response> sendAsync(Request request) {
        // Closed with the next renewal: HttpClient.close waits, and a callback is one of those
        // that it waits for.
        return current.get().sendAsync(request);
      }

      @Override
      public void close() {
        current.close();
      }
    };
  }

  private <T extends AutoCloseable> Current<T> current(Supplier<T> open) {
    Current<T> current = new Current<>(open, eachRequest);
    renewals.add(current::renew);
    return current;
  }

  /** The client of the moment, or of each request. */
  private static final class Current<T extends AutoCloseable> {

    private final Supplier<T> open;
    private final boolean eachRequest;
    private final Queue<T> opened = new ConcurrentLinkedQueue<>();
    private volatile T kept;

    Current(Supplier<T> open, boolean eachRequest) {
      this.open = open;
      this.eachRequest = eachRequest;
      renew();
    }

    void renew() {
      close();
      if (!eachRequest) {
        kept = opened();
      }
    }

    /** The client for a request. */
    T get() {
      return eachRequest ? opened() : kept;
    }

    /** A request is over. */
    void release(T client) {
      if (eachRequest && opened.remove(client)) {
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
