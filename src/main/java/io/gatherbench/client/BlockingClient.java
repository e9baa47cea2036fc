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

  @Override
  void close();
}
