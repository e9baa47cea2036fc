package io.gatherbench.client;

import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A client whose calls return at once, on an event loop. Thread-safe. Requests are sent on the loop
 * only, and their futures complete there.
 */
public interface AsyncClient extends AutoCloseable {

  /**
   * Sends a request and reads the response whole.
   *
   * @return the response; fails with {@link RequestFailedException} if it is no success
   */
  Future<Response> send(Request request);

  /**
   * Sends a request that can be cancelled.
   *
   * @throws UnsupportedOperationException if requests of this client cannot be cancelled
   */
  default AsyncCall call(Request request) {
    throw new UnsupportedOperationException("this client cannot cancel requests");
  }

  /**
   * Sends a request and passes on the body line by line, without line ends.
   *
   * @param lines called on the event loop; must not block
   * @throws UnsupportedOperationException if this client reads responses only whole
   */
  default AsyncCall stream(Request request, Consumer<String> lines) {
    throw new UnsupportedOperationException("this client reads responses only whole");
  }

  /** Returns the event loop of this client. */
  EventLoop loop();

  /** Runs a task on the loop; the future completes as the task's does, or fails if it throws. */
  default <T> Future<T> onEventLoop(Supplier<Future<T>> task) {
    return loop().run(task);
  }

  /**
   * Waits outside the event loop for a future of the loop.
   *
   * @throws RequestFailedException if the future fails with it
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

  /** A request under way that can be cancelled. Used on the client's event loop only. */
  interface AsyncCall {

    /**
     * Returns the response, without a body if that was passed on line by line. Fails with {@link
     * RequestFailedException} also if the call was cancelled.
     */
    Future<Response> response();

    /** Closes the connection, or resets the stream of HTTP/2; does nothing if the call is over. */
    void cancel();
  }
}
