package io.gatherbench.client;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** A client whose calls return at once, on an event loop. Thread-safe. */
public interface AsyncClient extends AutoCloseable {

  /**
   * Sends a request. To be called on the client's event loop, where the returned future completes.
   *
   * @return the answer, read whole; fails with {@link RequestFailedException} if there is none, or
   *     its status is not 200
   */
  Future<Response> send(Request request);

  /**
   * Runs a task on the client's event loop.
   *
   * @return what the task's future becomes; fails as well if the task throws
   */
  <T> Future<T> onEventLoop(Supplier<Future<T>> task);

  @Override
  void close();
}
