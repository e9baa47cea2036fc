package io.gatherbench.client.decorator;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.EventLoop;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/**
 * Opens clients that process each response before the request counts as answered. A thread that
 * waited processes it itself; where a callback gets the response, an executor does. With {@code
 * Runnable::run} that is the thread of the callback, which may be the event loop.
 */
public final class FollowUpClientOpener extends PerRequestClientOpener {

  private final UnaryOperator<Response> followUp;
  private final Executor executor;

  /**
   * @param followUp thread-safe; returns the response to pass on
   * @param executor for clients whose calls return at once; not closed here
   */
  public FollowUpClientOpener(
      ClientOpener clients, UnaryOperator<Response> followUp, Executor executor) {
    super(clients);
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
    return client.send(request).compose(response -> followedUp(client.loop(), response));
  }

  @Override
  protected CompletableFuture<Response> send(FutureClient client, Request request) {
    return client.sendAsync(request).thenApplyAsync(followUp, executor);
  }

  /** Called on the event loop; the future completes there, on whichever thread the work is. */
  private Future<Response> followedUp(EventLoop loop, Response response) {
    Promise<Response> done = Promise.promise();
    executor.execute(
        () -> {
          Future<Response> followed =
              Future.future(promise -> promise.complete(followUp.apply(response)));
          loop.execute(() -> followed.onComplete(done));
        });
    return done.future();
  }
}
