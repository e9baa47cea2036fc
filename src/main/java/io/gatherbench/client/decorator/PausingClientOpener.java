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
 * Clients that pause, once or several times in turn, and then answer: a thread sleeps, an event
 * loop and {@code CompletableFuture} set a timer.
 */
public final class PausingClientOpener extends LocalClientOpener {

  private final Function<Request, List<Integer>> pauses;
  private final Function<Request, Response> answer;

  /**
   * @param awaited as in {@link LocalClientOpener}
   * @param pauses of a request, in whole milliseconds: before JDK 21 {@code Thread.sleep} knows no
   *     finer ones, nor do the timers of Vert.x
   * @param answer what is answered after them
   */
  public PausingClientOpener(
      boolean awaited,
      Function<Request, List<Integer>> pauses,
      Function<Request, Response> answer) {
    super(awaited);
    this.pauses = pauses;
    this.answer = answer;
  }

  @Override
  protected Response answer(Request request) throws InterruptedException {
    for (int millis : pauses.apply(request)) {
      Thread.sleep(millis);
    }
    return answer.apply(request);
  }

  @Override
  protected Future<Response> answer(Request request, Vertx vertx) {
    Future<?> paused = Future.succeededFuture();
    for (int millis : pauses.apply(request)) {
      paused = paused.compose(before -> vertx.timer(millis, TimeUnit.MILLISECONDS));
    }
    return paused.map(all -> answer.apply(request));
  }

  @Override
  protected CompletableFuture<Response> answerAsync(Request request) {
    CompletableFuture<Void> paused = CompletableFuture.completedFuture(null);
    for (int millis : pauses.apply(request)) {
      paused =
          paused.thenRunAsync(
              () -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }
    return paused.thenApply(all -> answer.apply(request));
  }
}
