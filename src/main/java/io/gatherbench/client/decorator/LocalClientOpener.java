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
import java.util.function.Supplier;

/**
 * Clients that send nothing: the answer to a request comes out of this process. With them a
 * strategy shows what it costs itself, and how it does with work that is no I/O.
 */
public abstract sealed class LocalClientOpener implements ClientOpener
    permits ComputingClientOpener, PausingClientOpener {

  private final boolean awaited;

  /**
   * @param awaited whether threads that wait hand their requests to an event loop and await the
   *     answer, instead of answering themselves
   */
  LocalClientOpener(boolean awaited) {
    this.awaited = awaited;
  }

  /** Answers on the calling thread, which it may hold. */
  protected abstract Response answer(Request request) throws InterruptedException;

  /** Answers on the event loop that calls it. */
  protected abstract Future<Response> answer(Request request, Vertx vertx);

  /** Answers on the pool that {@code CompletableFuture} takes by default. */
  protected abstract CompletableFuture<Response> answerAsync(Request request);

  @Override
  public BlockingClient openBlocking() {
    return awaited ? new AwaitedClient(openAsync()) : new Blocking();
  }

  @Override
  public AsyncClient openAsync() {
    return new Async();
  }

  @Override
  public FutureClient openFutures() {
    return new Futures();
  }

  private final class Blocking implements BlockingClient {

    @Override
    public Response send(Request request) throws InterruptedException {
      return answer(request);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private final class Async implements AsyncClient {

    private final EventLoop loop = new EventLoop();

    @Override
    public Future<Response> send(Request request) {
      return answer(request, loop.vertx());
    }

    @Override
    public <T> Future<T> onEventLoop(Supplier<Future<T>> task) {
      return loop.run(task);
    }

    @Override
    public void close() {
      loop.close();
    }
  }

  private final class Futures implements FutureClient {

    @Override
    public CompletableFuture<Response> sendAsync(Request request) {
      return answerAsync(request);
    }

    @Override
    public void close() {
      // Nothing is open; the pool is the JVM's.
    }
  }
}
