package io.gatherbench.client.decorator;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/**
 * Opens clients that do something with each answer before it counts as answered. A thread that
 * waited does it itself. Where an answer comes to a callback, an executor says who does it: {@code
 * Runnable::run} is the event loop, or whichever thread brings the answer.
 */
public final class FollowUpClientOpener extends PerRequestClientOpener {

  private final UnaryOperator<Response> followUp;
  private final Executor executor;

  /**
   * @param followUp thread-safe; what it returns is the answer
   * @param executor for clients whose calls return at once; not closed here
   */
  public FollowUpClientOpener(
      ClientOpener followed, UnaryOperator<Response> followUp, Executor executor) {
    super(followed);
    this.followUp = followUp;
    this.executor = executor;
  }

  @Override
  protected Response send(BlockingClient client, Request request)
      throws RequestFailedException, InterruptedException {
    return followUp.apply(client.send(request));
  }

  @Override
  protected Future<Response> send(AsyncClient client, Request request) {
    return client.send(request).compose(this::followedUp);
  }

  @Override
  protected CompletableFuture<Response> send(FutureClient client, Request request) {
    return client.sendAsync(request).thenApplyAsync(followUp, executor);
  }

  /** Called on the event loop, and completes there, whoever did the work. */
  private Future<Response> followedUp(Response response) {
    Promise<Response> done = ((ContextInternal) Vertx.currentContext()).promise();
    executor.execute(
        () -> {
          try {
            done.complete(followUp.apply(response));
          } catch (RuntimeException e) {
            done.fail(e);
          }
        });
    return done.future();
  }
}
