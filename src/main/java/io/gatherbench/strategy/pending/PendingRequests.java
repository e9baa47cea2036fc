package io.gatherbench.strategy.pending;

import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.util.List;

/**
 * Requests that were started together. Any thread may call {@link #cancel}; one of the other
 * methods is called, once, and an interruption of its thread cancels the requests.
 */
public interface PendingRequests {

  /**
   * Waits for all responses, in the order of the requests; cancels the others if one fails.
   *
   * @throws RequestFailedException if a request failed
   */
  List<Response> all() throws RequestFailedException, InterruptedException;

  /** Waits until all have ended, in whatever way; returns outcomes in the order of the requests. */
  List<RequestOutcome> settled() throws InterruptedException;

  /**
   * Waits for the first success, and cancels the others.
   *
   * @throws RequestFailedException if all failed: the last of them
   */
  Response first() throws RequestFailedException, InterruptedException;

  /**
   * Closes the connection or resets the stream of every request under way, and starts no other. The
   * server notices a moment later.
   */
  void cancel();
}
