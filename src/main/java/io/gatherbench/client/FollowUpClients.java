package io.gatherbench.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Opens clients that do something with each answer before it counts as answered. A thread that
 * waited does it itself. Where an answer comes to a callback, an executor says who does it: {@code
 * Runnable::run} is the event loop, or whichever thread brings the answer.
 */
public final class FollowUpClients implements ClientOpener {

  private final ClientOpener followed;
  private final UnaryOperator<Response> followUp;
  private final Executor executor;

  /**
   * @param followUp thread-safe; what it returns is the answer
   * @param executor for clients whose calls return at once; not closed here
   */
  public FollowUpClients(
      ClientOpener followed, UnaryOperator<Response> followUp, Executor executor) {
    this.followed = followed;
    this.followUp = followUp;
    this.executor = executor;
  }

  @Override
  public BlockingClient openBlocking() {
    BlockingClient client = followed.openBlocking();
    return new BlockingClient() {
      @Override
      public Response send(Request request) throws RequestFailedException, InterruptedException {
        return followUp.apply(client.send(request));
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }

  @Override
  public AsyncClient openAsync() {
    AsyncClient client = followed.openAsync();
    return new AsyncClient() {
      @Override
      public Future<Response> send(Request request) {
        return client.send(request).compose(response -> followedUp(response));
      }

      @Override
      public <T> Future<T> onEventLoop(Supplier<Future<T>> task) {
        return client.onEventLoop(task);
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }

  @Override
  public FutureClient openFutures() {
    FutureClient client = followed.openFutures();
    return new FutureClient() {
      @Override
      public CompletableFuture<Response> sendAsync(Request request) {
        return client.sendAsync(request).thenApplyAsync(followUp, executor);
      }

      @Override
      public void close() {
        client.close();
      }
    };
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
