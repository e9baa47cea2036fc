package io.gatherbench.client;

/** A client whose calls hold the calling thread until the answer is there. Thread-safe. */
public interface BlockingClient extends AutoCloseable {

  /**
   * Sends a request and reads the answer whole.
   *
   * @throws RequestFailedException if there is no answer, or its status is not a success
   * @throws InterruptedException if the calling thread is interrupted meanwhile
   */
  Response send(Request request) throws RequestFailedException, InterruptedException;

  /**
   * The same as a call that another thread can cancel. This one suits a client that lets go of a
   * request when its thread is interrupted.
   */
  default BlockingCall call(Request request) {
    return new BlockingCall() {
      @Override
      public Response execute() throws RequestFailedException, InterruptedException {
        return send(request);
      }

      @Override
      public void cancel() {
        // The interruption does it.
      }
    };
  }

  /**
   * A call whose answer is taken line by line, on the thread that makes the call where the library
   * allows it.
   *
   * @throws UnsupportedOperationException if this client takes answers only whole
   */
  default BlockingCall stream(Request request, LineSink lines) {
    throw new UnsupportedOperationException("this client takes answers only whole");
  }

  @Override
  void close();
}
