package io.gatherbench.strategy.pending;

import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.util.List;

/**
 * Requests that were started together and are awaited in one of several ways. {@link #cancel} may
 * be called by any thread; of the others one is called, once, by one thread. If that thread is
 * interrupted, the requests are cancelled.
 */
public interface PendingRequests {

  /**
   * Waits until all are answered, or one has failed: then the others are cancelled.
   *
   * @return the responses, in the order of the requests
   * @throws RequestFailedException as soon as a request has failed
   */
  List<Response> all() throws RequestFailedException, InterruptedException;

  /**
   * Waits until all have ended, in whatever way.
   *
   * @return how, in the order of the requests
   */
  List<RequestOutcome> settled() throws InterruptedException;

  /**
   * Waits for the first that succeeds, and cancels the others.
   *
   * @throws RequestFailedException if all have failed, the last of them
   */
  Response first() throws RequestFailedException, InterruptedException;

  /**
   * Ends every exchange that has not ended, by closing its connection or resetting its stream, and
   * starts none that has not started. What serves them notices a moment later.
   */
  void cancel();
}
