package io.gatherbench.client;

/** One request that can be cancelled while a thread makes it. Thread-safe; to be made once. */
public interface BlockingCall {

  /**
   * Sends the request and waits for the end of its answer.
   *
   * @return the answer; without a body if it was taken line by line
   * @throws RequestFailedException if there is no answer, its status is not a success, or the call
   *     was cancelled
   * @throws InterruptedException if the calling thread is interrupted meanwhile
   */
  Response execute() throws RequestFailedException, InterruptedException;

  /**
   * Lets go of the request, as far as an interruption of the thread that makes it does not: whoever
   * cancels a call interrupts its thread as well. Does nothing if the call is over.
   */
  void cancel();
}
