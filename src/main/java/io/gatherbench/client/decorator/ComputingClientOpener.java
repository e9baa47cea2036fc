package io.gatherbench.client.decorator;

import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Clients whose answers are computed: by the thread that asks, by the event loop, or by the pool of
 * {@code CompletableFuture}.
 */
public final class ComputingClientOpener extends LocalClientOpener {

  private final Function<Request, Response> computation;

  /**
   * @param awaited as in {@link LocalClientOpener}
   * @param computation thread-safe
   */
  public ComputingClientOpener(boolean awaited, Function<Request, Response> computation) {
    super(awaited);
    this.computation = computation;
  }

  @Override
  protected Response answer(Request request) {
    return computation.apply(request);
  }

  @Override
  protected Future<Response> answer(Request request, Vertx vertx) {
    // In a turn of its own, as a task on a loop is; the turns of others come in between.
    Promise<Response> answer = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            turn -> {
              try {
                answer.complete(computation.apply(request));
              } catch (RuntimeException e) {
                answer.fail(e);
              }
            });
    return answer.future();
  }

  @Override
  protected CompletableFuture<Response> answerAsync(Request request) {
    return CompletableFuture.supplyAsync(() -> computation.apply(request));
  }
}
