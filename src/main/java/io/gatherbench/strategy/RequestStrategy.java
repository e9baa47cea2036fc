package io.gatherbench.strategy;

import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
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
   * @throws RequestFailedException if a request failed; the others may still be under way
   * @throws InterruptedException if the caller is interrupted meanwhile
   */
  List<Response> gather(List<Request> requests) throws RequestFailedException, InterruptedException;

  @Override
  void close();
}
