package io.gatherbench.client;

import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A client whose calls return at once, on an event loop. Thread-safe; requests are sent on the loop
 * only, and their futures complete there.
 */
public interface AsyncClient extends AutoCloseable {

  /**
   * Sends a request.
   *
   * @return the response, read whole; fails with {@link RequestFailedException} if there is none,
   *     or its status is not a success
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
   * Sends a request and passes on the body line by line, without line ends, as the lines arrive.
   *
   * @param lines called on the event loop; must not block
   * @throws UnsupportedOperationException if this client reads responses only whole
   */
  default AsyncCall stream(Request request, Consumer<String> lines) {
    throw new UnsupportedOperationException("this client reads responses only whole");
  }

  /**
   * Runs a task on the client's event loop.
   *
   * @return a future that completes as the task's does; fails as well if the task throws
   */
  <T> Future<T> onEventLoop(Supplier<Future<T>> task);

  /**
   * Waits outside the event loop for a future of the loop, which goes on running.
   *
   * @throws RequestFailedException if the future fails with it
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

  /** A request under way that can be cancelled. Used on the client's event loop only. */
  interface AsyncCall {

    /**
     * Returns the response, without a body if that was passed on line by line. Fails with {@link
     * RequestFailedException} if there is none, its status is not a success, or the call was
     * cancelled.
     */
    Future<Response> response();

    /**
     * Ends the exchange: over HTTP/1.1 with its connection, over HTTP/2 with its stream. Does
     * nothing if the call is over.
     */
    void cancel();
  }
}
