package io.gatherbench.client;

import java.io.IOException;
import java.util.Optional;

/** A request that got no answer, or an answer that is not a success. The message names both. */
public final class RequestFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Response response;

  /** A request that was answered with an unwanted status. */
  RequestFailedException(Request request, Response response) {
    super(named(request) + " was answered with status " + response.status());
    this.response = response;
  }

  /** A request that was not answered. */
  RequestFailedException(Request request, Throwable cause) {
    super(named(request) + " failed: " + cause, cause);
    this.response = null;
  }

  /** The unwanted answer; empty if there was none. */
  public Optional<Response> response() {
    return Optional.ofNullable(response);
  }

  private static String named(Request request) {
    return request.method() + " " + request.target();
  }
}
