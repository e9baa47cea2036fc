package io.gatherbench.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;

/** A Vert.x with one event loop, over the native transport where there is one. */
public final class VertxLoop implements EventLoop {

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
  private final ContextInternal loop = (ContextInternal) vertx.getOrCreateContext();

  /** Returns the Vert.x of this loop. */
  public Vertx vertx() {
    return vertx;
  }

  @Override
  public void execute(Runnable task) {
    if (loop.inThread()) {
      task.run();
    } else {
      loop.runOnContext(started -> task.run());
    }
  }

  @Override
  public Future<Void> timer(long millis) {
    return vertx.timer(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
