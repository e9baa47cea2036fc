package io.gatherbench.client;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.kqueue.KQueue;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.function.Supplier;

/** One event loop, on one thread. Thread-safe. */
public interface EventLoop extends AutoCloseable {

  /** Runs a task on the loop; at once, if called there. */
  void execute(Runnable task);

  /**
   * Returns whether the sockets of loops in this JVM are on the system's own transport (epoll,
   * kqueue), and not on NIO; empty on systems for which Netty has no such transport.
   */
  static Optional<Boolean> onNativeTransport() {
    String system = System.getProperty("os.name");
    if (system.startsWith("Mac")) {
      return Optional.of(KQueue.isAvailable());
    }
    return system.equals("Linux") ? Optional.of(Epoll.isAvailable()) : Optional.empty();
  }

  /** Returns a future that completes on the loop after a time, 1 ms or more. Called on the loop. */
  Future<Void> timer(long millis);

  /** Runs a task on the loop; the future completes as the task's does, or fails if it throws. */
  default <T> Future<T> run(Supplier<Future<T>> task) {
    Promise<T> result = Promise.promise();
    execute(
        () -> {
          try {
            task.get().onComplete(result);
          } catch (RuntimeException | Error e) {
            result.fail(e);
          }
        });
    return result.future();
  }

  /** Ends the loop. Not to be called on it. */
  @Override
  void close();
}
