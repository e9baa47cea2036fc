package io.gatherbench.client.decorator;

import io.gatherbench.client.Request;
import io.gatherbench.client.Response;

/**
 * Hears what becomes of each request, on the thread on which it happens. Implementations are
 * thread-safe. Requests are told apart by identity: two may be equal.
 */
public interface RequestObserver {

  /** A request is about to be sent. */
  void sending(Request request);

  /** An answer, of whatever status, has been read whole. */
  void answered(Request request, Response response);

  /** There was no answer. */
  void failed(Request request, Throwable cause);
}
