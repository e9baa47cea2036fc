package io.gatherbench.client;

import io.vertx.core.Future;

/** One request that an event loop makes and that can be cancelled. Used on that loop only. */
public interface AsyncCall {

  /**
   * The answer, without a body if it was taken line by line. Fails with {@link
   * RequestFailedException} if there is none, its status is not a success, or the call was
   * cancelled.
   */
  Future<Response> answer();

  /**
   * Ends the exchange: over HTTP/1.1 with its connection, over HTTP/2 with its stream. Does nothing
   * if the call is over.
   */
  void cancel();
}
