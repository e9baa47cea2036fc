package io.gatherbench.strategy;

import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.strategy.pending.PendingRequests;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * A way of sending several requests as one unit, for one caller at a time. Closing it closes its
 * client and ends its threads.
 */
public interface RequestStrategy extends AutoCloseable {

  /**
   * Sends the requests and waits until all are answered.
   *
   * @return the responses, in the order of the requests
   * @throws RequestFailedException if a request failed; the others may still be under way
   * @throws InterruptedException if interrupted; the requests may still be under way
   */
  List<Response> gather(List<Request> requests) throws RequestFailedException, InterruptedException;

  /**
   * Starts the requests, as many at a time as the strategy overlaps, and does not wait. A strategy
   * that works on the calling thread starts them when they are awaited.
   */
  PendingRequests start(List<Request> requests);

  /**
   * Starts the requests as {@link #start} does, and passes on the bodies line by line.
   *
   * @param lines returns the consumer of a response's lines, by the position of its request from 0.
   *     Lines of one response come one at a time; those of different responses may come at once, on
   *     threads or event loops, which must not be blocked
   * @throws UnsupportedOperationException if the client reads responses only whole
   */
  PendingRequests stream(List<Request> requests, IntFunction<Consumer<String>> lines);

  /**
   * Hands over one request and returns at once. It is sent as soon as the strategy's own limit
   * allows, whatever other requests do.
   */
  void execute(Arrival arrival);

  @Override
  void close();
}
