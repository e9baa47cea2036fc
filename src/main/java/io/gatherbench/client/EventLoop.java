package io.gatherbench.client;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.kqueue.KQueue;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.Optional;
import java.util.function.Supplier;

/** A Vert.x with one event loop, over the native transport where there is one. Thread-safe. */
public final class EventLoop implements AutoCloseable {

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
  private final Context loop = vertx.getOrCreateContext();

  /**
   * Returns whether the sockets of loops in this JVM are on the system's own transport (epoll,
   * kqueue), and not on NIO; empty on systems for which Netty has no such transport.
   */
  public static Optional<Boolean> onNativeTransport() {
    String system = System.getProperty("os.name");
    if (system.startsWith("Mac")) {
      return Optional.of(KQueue.isAvailable());
    }
    return system.equals("Linux") ? Optional.of(Epoll.isAvailable()) : Optional.empty();
  }

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
