package io.gatherbench.strategy;

import io.gatherbench.client.Request;
import io.gatherbench.client.Response;

/**
 * A request that arrives by itself and ends by itself, not as part of a gather. Its methods are
 * called on the thread or event loop on which it happens.
 */
public interface Arrival {

  Request request();

  /** Called just before the client is called; returns false if the request is no longer wanted. */
  boolean starting();

  /** Called when a response with a status of success has been read whole. */
  void answered(Response response);

  void failed(Throwable cause);
}
