package io.gatherbench.strategy.pending;

import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.util.List;

/**
 * Requests that were started together and are awaited in one of several ways. Any thread may call
 * {@link #cancel}; one of the other methods is called, once, by one thread. If that thread is
 * interrupted, the requests are cancelled.
 */
public interface PendingRequests {

  /**
   * Waits until all are answered; cancels the others as soon as one fails.
   *
   * @return the responses, in the order of the requests
   * @throws RequestFailedException if a request failed
   */
  List<Response> all() throws RequestFailedException, InterruptedException;

  /**
   * Waits until all have ended, in whatever way.
   *
   * @return the outcomes, in the order of the requests
   */
  List<RequestOutcome> settled() throws InterruptedException;

  /**
   * Waits for the first success, and cancels the others.
   *
   * @throws RequestFailedException if all failed: the last of them
   */
  Response first() throws RequestFailedException, InterruptedException;

  /**
   * Ends every exchange under way, by closing its connection or resetting its stream, and starts no
   * other. The server notices a moment later.
   */
  void cancel();
}
