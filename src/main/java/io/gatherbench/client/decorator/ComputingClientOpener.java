package io.gatherbench.client.decorator;

import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Opens clients whose responses are computed by the calling thread, by the event loop, or by the
 * pool of {@code CompletableFuture}.
 */
public final class ComputingClientOpener extends LocalClientOpener {

  private final Function<Request, Response> computation;

  /**
   * @param awaited whether threads that wait have an event loop compute, and await it
   * @param computation thread-safe
   */
  public ComputingClientOpener(boolean awaited, Function<Request, Response> computation) {
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

  @Override
  CompletableFuture<Response> respondAsync(Request request) {
    return CompletableFuture.supplyAsync(() -> computation.apply(request));
  }
}
