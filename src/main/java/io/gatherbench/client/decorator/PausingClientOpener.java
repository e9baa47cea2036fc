package io.gatherbench.client.decorator;

import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Opens clients that pause, once or several times in turn, before the response. A thread sleeps; an
 * event loop and {@code CompletableFuture} set a timer.
 */
public final class PausingClientOpener extends LocalClientOpener {

  private final Function<Request, List<Integer>> pauses;
  private final Function<Request, Response> response;

  /**
   * @param awaited whether threads that wait have an event loop set the timers, and await it
   * @param pauses of a request, in whole milliseconds: {@code Thread.sleep} before JDK 21 and the
   *     timers of Vert.x have no finer ones
   * @param response made after them
   */
  public PausingClientOpener(
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
