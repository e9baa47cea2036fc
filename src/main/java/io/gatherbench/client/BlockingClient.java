package io.gatherbench.client;

import java.util.function.Consumer;

/** A client whose calls block until the response has been read. Thread-safe. */
public interface BlockingClient extends AutoCloseable {

  /**
   * Sends a request and reads the response whole.
   *
   * @throws RequestFailedException if there is no response, or its status is not a success
   */
  Response send(Request request) throws RequestFailedException, InterruptedException;

  /**
   * Returns a call that sends the request and that another thread can cancel. The default suits a
   * client that ends a request when its thread is interrupted.
   */
  default BlockingCall call(Request request) {
    return new BlockingCall() {
      @Override
      public Response execute() throws RequestFailedException, InterruptedException {
        return send(request);
      }

      @Override
      public void cancel() {
        // The interruption ends the request.
      }
    };
  }

  /**
   * Returns a call that passes on the body line by line, without line ends.
   *
   * @param lines called by one thread at a time, where the library allows it the executing one;
   *     must not block
   * @throws UnsupportedOperationException if this client reads responses only whole
   */
  default BlockingCall stream(Request request, Consumer<String> lines) {
    throw new UnsupportedOperationException("this client reads responses only whole");
  }

  @Override
  void close();

  /** A request that can be cancelled while a thread waits for it. Thread-safe; executed once. */
  interface BlockingCall {

    /**
     * Sends the request and waits for the end of the response.
     *
     * @return the response; without a body if that was passed on line by line
     * @throws RequestFailedException if there is no response or no success, or it was cancelled
     */
    Response execute() throws RequestFailedException, InterruptedException;

    /**
     * Ends what an interruption of the executing thread does not end; a caller interrupts that
     * thread before, where that is needed. Does nothing if the call is over.
     */
    void cancel();

    /** Returns whether the executing thread must be interrupted for the call to end. */
    default boolean needsInterruption() {
      return true;
    }
  }
}
