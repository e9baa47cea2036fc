package io.gatherbench.strategy;

import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.strategy.pending.PendingRequests;
import java.util.List;

/**
 * A way of making several requests as one unit. Not thread-safe: one caller at a time.
 *
 * <p>Closing it closes its client and ends its threads.
 */
public interface RequestStrategy extends AutoCloseable {

  /**
   * Makes the requests and waits until all are answered.
   *
   * @return the responses, in the order of the requests
   * @throws RequestFailedException if a request failed; the others may still be under way and end
   *     by themselves
   * @throws InterruptedException if the caller is interrupted meanwhile; likewise
   */
  List<Response> gather(List<Request> requests) throws RequestFailedException, InterruptedException;

  /**
   * Starts the requests, as many at a time as the strategy overlaps, and does not wait for them. A
   * strategy that works on the calling thread starts them when they are awaited.
   */
  PendingRequests start(List<Request> requests);

  /**
   * The same, with the answers taken line by line.
   *
   * @throws UnsupportedOperationException if its client takes answers only whole
   */
  PendingRequests stream(List<Request> requests, LineListener lines);

  @Override
  void close();
}
