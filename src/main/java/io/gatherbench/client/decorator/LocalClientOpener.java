package io.gatherbench.client.decorator;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.AwaitedClient;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.VertxLoop;
import io.gatherbench.client.decorator.FunctionClients.BlockingSender;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Opens clients that send nothing and make the response in this process. They show what a strategy
 * itself costs, and how it does with work that is no I/O.
 */
public final class LocalClientOpener implements ClientOpener {

  private final boolean awaited;
  private final BlockingSender onThread;
  private final BiFunction<Vertx, Request, Future<Response>> onLoop;
  private final Function<Request, CompletableFuture<Response>> onPool;

  private LocalClientOpener(
      boolean awaited,
      BlockingSender onThread,
      BiFunction<Vertx, Request, Future<Response>> onLoop,
      Function<Request, CompletableFuture<Response>> onPool) {
    this.awaited = awaited;
    this.onThread = onThread;
    this.onLoop = onLoop;
    this.onPool = onPool;
  }

  /**
   * Opens clients whose responses the calling thread, the event loop or a common pool computes.
   *
   * @param awaited whether threads that wait have an event loop compute, and await it
   * @param computation thread-safe
   */
  public static ClientOpener computing(boolean awaited, Function<Request, Response> computation) {
    return new LocalClientOpener(
        awaited,
        computation::apply,
        (vertx, request) -> computed(vertx, computation, request),
        request -> CompletableFuture.supplyAsync(() -> computation.apply(request)));
  }

  /**
   * Opens clients that pause, once or several times in turn, before the response. A thread sleeps;
   * an event loop and {@code CompletableFuture} set a timer.
   *
   * @param awaited whether threads that wait have an event loop set the timers, and await it
   * @param pauses in whole ms: {@code Thread.sleep} before JDK 21 and Vert.x know no finer
   */
  public static ClientOpener pausing(
      boolean awaited,
      Function<Request, List<Integer>> pauses,
      Function<Request, Response> response) {
    return new LocalClientOpener(
        awaited,
        request -> {
          for (int millis : pauses.apply(request)) {
            Thread.sleep(millis);
          }
          return response.apply(request);
        },
        (vertx, request) ->
            paused(vertx, pauses.apply(request)).map(all -> response.apply(request)),
        request -> paused(pauses.apply(request)).thenApply(all -> response.apply(request)));
  }

  @Override
  public BlockingClient openBlocking() {
    return awaited ? new AwaitedClient(openAsync()) : FunctionClients.blocking(onThread, () -> {});
  }

  @Override
  public AsyncClient openAsync() {
    VertxLoop loop = new VertxLoop();
    return FunctionClients.async(request -> onLoop.apply(loop.vertx(), request), loop, loop::close);
  }

  @Override
  public FutureClient openFutures() {
    return FunctionClients.futures(onPool, () -> {});
  }

  /** Computes in a turn of its own, as a task on a loop does. */
  private static Future<Response> computed(
      Vertx vertx, Function<Request, Response> computation, Request request) {
    Promise<Response> response = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            turn -> {
              try {
                response.complete(computation.apply(request));
              } catch (RuntimeException e) {
                response.fail(e);
              }
            });
    return response.future();
  }

  private static Future<?> paused(Vertx vertx, List<Integer> pauses) {
    Future<?> paused = Future.succeededFuture();
    for (int millis : pauses) {
      paused = paused.compose(before -> vertx.timer(millis, TimeUnit.MILLISECONDS));
    }
    return paused;
  }

  private static CompletableFuture<Void> paused(List<Integer> pauses) {
    CompletableFuture<Void> paused = CompletableFuture.completedFuture(null);
    for (int millis : pauses) {
      paused =
          paused.thenRunAsync(
              () -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }
    return paused;
  }
}
