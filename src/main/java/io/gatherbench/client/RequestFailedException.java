package io.gatherbench.client;

import java.io.IOException;

/** A request that got no answer, or an answer that is not a success. The message names both. */
public final class RequestFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  /** A request that was answered with an unwanted status. */
  RequestFailedException(Request request, int status) {
    super("GET " + request.target() + " was answered with status " + status);
  }

  /** A request that was not answered. */
  RequestFailedException(Request request, Throwable cause) {
    super("GET " + request.target() + " failed: " + cause, cause);
  }
}
