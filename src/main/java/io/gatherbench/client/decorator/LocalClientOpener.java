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
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Opens clients that send nothing and make the response in this process. They show what a strategy
 * itself costs, and how it does with work that is no I/O.
 */
public abstract sealed class LocalClientOpener implements ClientOpener {

  private final boolean awaited;

  private LocalClientOpener(boolean awaited) {
    this.awaited = awaited;
  }

  /**
   * Opens clients whose responses are computed by the calling thread, by the event loop, or by the
   * pool of {@code CompletableFuture}.
   *
   * @param awaited whether threads that wait have an event loop compute, and await it
   * @param computation thread-safe
   */
  public static ClientOpener computing(boolean awaited, Function<Request, Response> computation) {
    return new Computing(awaited, computation);
  }

  /**
   * Opens clients that pause, once or several times in turn, before the response. A thread sleeps;
   * an event loop and {@code CompletableFuture} set a timer.
   *
   * @param awaited whether threads that wait have an event loop set the timers, and await it
   * @param pauses of a request, in whole milliseconds: {@code Thread.sleep} before JDK 21 and the
   *     timers of Vert.x have no finer ones
   * @param response made after them
   */
  public static ClientOpener pausing(
      boolean awaited,
      Function<Request, List<Integer>> pauses,
      Function<Request, Response> response) {
    return new Pausing(awaited, pauses, response);
  }

  /** Makes the response on the calling thread, which it may block. */
  abstract Response respond(Request request) throws InterruptedException;

  /** Makes the response on the event loop that calls it. */
  abstract Future<Response> respond(Request request, Vertx vertx);

  /** Makes the response on the default pool of {@code CompletableFuture}. */
  abstract CompletableFuture<Response> respondAsync(Request request);

  @Override
  public final BlockingClient openBlocking() {
    return awaited
        ? new AwaitedClient(openAsync())
        : FunctionClients.blocking(this::respond, () -> {});
  }

  @Override
  public final AsyncClient openAsync() {
    EventLoop loop = new EventLoop();
    return FunctionClients.async(request -> respond(request, loop.vertx()), loop::run, loop::close);
  }

  @Override
  public final FutureClient openFutures() {
    return FunctionClients.futures(this::respondAsync, () -> {});
  }

  private static final class Computing extends LocalClientOpener {

    private final Function<Request, Response> computation;

    Computing(boolean awaited, Function<Request, Response> computation) {
      super(awaited);
      this.computation = computation;
    }

    @Override
    Response respond(Request request) {
      return computation.apply(request);
    }

    @Override
    Future<Response> respond(Request request, Vertx vertx) {
      // In a turn of its own, as a task on a loop is; the turns of others come in between.
      Promise<Response> response = Promise.promise();
      vertx.getOrCreateContext().runOnContext(turn -> complete(response, request));
      return response.future();
    }

    private void complete(Promise<Response> response, Request request) {
      try {
        response.complete(computation.apply(request));
      } catch (RuntimeException e) {
        response.fail(e);
      }
    }

    @Override
    CompletableFuture<Response> respondAsync(Request request) {
      return CompletableFuture.supplyAsync(() -> computation.apply(request));
    }
  }

  private static final class Pausing extends LocalClientOpener {

    private final Function<Request, List<Integer>> pauses;
    private final Function<Request, Response> response;

    Pausing(
        boolean awaited,
        Function<Request, List<Integer>> pauses,
        Function<Request, Response> response) {
      super(awaited);
      this.pauses = pauses;
      this.response = response;
    }

    @Override
    Response respond(Request request) throws InterruptedException {
      for (int millis : pauses.apply(request)) {
        Thread.sleep(millis);
      }
      return response.apply(request);
    }

    @Override
    Future<Response> respond(Request request, Vertx vertx) {
      Future<?> paused = Future.succeededFuture();
      for (int millis : pauses.apply(request)) {
        paused = paused.compose(before -> vertx.timer(millis, TimeUnit.MILLISECONDS));
      }
      return paused.map(all -> response.apply(request));
    }

    @Override
    CompletableFuture<Response> respondAsync(Request request) {
      CompletableFuture<Void> paused = CompletableFuture.completedFuture(null);
      for (int millis : pauses.apply(request)) {
        paused =
            paused.thenRunAsync(
                () -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
      }
      return paused.thenApply(all -> response.apply(request));
    }
  }
}
