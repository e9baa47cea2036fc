package io.gatherbench.client.decorator;

import io.gatherbench.client.Request;
import io.gatherbench.client.Response;

/**
 * Observes the start and end of each request, on the thread on which it happens. Implementations
 * are thread-safe. Requests differ by identity: two may be equal.
 */
public interface RequestObserver {

  /** Called before a request is sent. */
  void sending(Request request);

  /** Called when a response, of any status, has been read whole. */
  void answered(Request request, Response response);

  /** Called when there is no response. */
  void failed(Request request, Throwable cause);
}
