package io.gatherbench.client;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.function.Supplier;

/** A Vert.x with one event loop, over the native transport where there is one. Thread-safe. */
public final class EventLoop implements AutoCloseable {

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
  private final Context loop = vertx.getOrCreateContext();

  /** Returns the Vert.x of this loop. */
  public Vertx vertx() {
    return vertx;
  }

  /** Runs a task on the loop; the future completes as the task's does, or fails if it throws. */
  public <T> Future<T> run(Supplier<Future<T>> task) {
    Promise<T> result = Promise.promise();
    loop.runOnContext(
        started -> {
          try {
            task.get().onComplete(result);
          } catch (RuntimeException e) {
            result.fail(e);
          }
        });
    return result.future();
  }

  /** Ends the loop. Not to be called on it. */
  @Override
  public void close() {
    vertx.close().await();
  }
}
