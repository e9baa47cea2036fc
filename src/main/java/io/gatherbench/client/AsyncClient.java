package io.gatherbench.client;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** A client whose calls return at once, on an event loop. Thread-safe. */
public interface AsyncClient extends AutoCloseable {

  /**
   * Sends a request. To be called on the client's event loop, where the returned future completes.
   *
   * @return the answer, read whole; fails with {@link RequestFailedException} if there is none, or
   *     its status is not a success
   */
  Future<Response> send(Request request);

  /**
   * The same as a call that can be cancelled; sent at once. To be called on the event loop.
   *
   * @throws UnsupportedOperationException if requests of this client cannot be cancelled
   */
  default AsyncCall call(Request request) {
    throw new UnsupportedOperationException("this client cannot cancel requests");
  }

  /**
   * A call whose answer is taken line by line, on the event loop; sent at once. To be called there.
   *
   * @throws UnsupportedOperationException if this client takes answers only whole
   */
  default AsyncCall stream(Request request, LineSink lines) {
    throw new UnsupportedOperationException("this client takes answers only whole");
  }

  /**
   * Runs a task on the client's event loop.
   *
   * @return what the task's future becomes; fails as well if the task throws
   */
  <T> Future<T> onEventLoop(Supplier<Future<T>> task);

  /**
   * Waits, outside the event loop, for what happens on it: the calling thread waits, the loop does
   * not.
   *
   * @throws RequestFailedException if that is how the future fails
   * @throws InterruptedException if the calling thread is interrupted meanwhile
   */
  static <T> T await(Future<T> future) throws RequestFailedException, InterruptedException {
    try {
      return future.await();
    } catch (Exception e) {
      // Vert.x throws the cause as it is, checked or not, without declaring it.
      if (e instanceof RequestFailedException failed) {
        throw failed;
      }
      if (e instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw e;
    }
  }

  @Override
  void close();
}
