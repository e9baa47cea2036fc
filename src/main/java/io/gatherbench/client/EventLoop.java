package io.gatherbench.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** One event loop, on one thread. Thread-safe. */
public interface EventLoop extends AutoCloseable {

  /** Runs a task on the loop; at once, if called there. */
  void execute(Runnable task);

  /** Returns a future that completes on the loop after a time, 1 ms or more. Called on the loop. */
  Future<Void> timer(long millis);

  /** Runs a task on the loop; the future completes as the task's does, or fails if it throws. */
  default <T> Future<T> run(Supplier<Future<T>> task) {
    Promise<T> result = Promise.promise();
    execute(
        () -> {
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
  void close();
}
