package io.gatherbench.client;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** A request that got no answer, or an answer that is not a success. The message names both. */
public final class RequestFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Response response;

  /** A request that was answered with an unwanted status. */
  public RequestFailedException(Request request, Response response) {
    super(named(request) + " was answered with status " + response.status());
    this.response = response;
  }

  /** A request that was not answered. */
  public RequestFailedException(Request request, Throwable cause) {
    super(named(request) + " failed: " + cause, cause);
    this.response = null;
  }

  /** A request that was cancelled. */
  public static RequestFailedException cancelled(Request request) {
    return new RequestFailedException(request, new CancellationException("cancelled"));
  }

  /** Whether there is no answer because the request was cancelled. */
  public boolean cancelled() {
    return getCause() instanceof CancellationException;
  }

  /** The unwanted answer; empty if there was none. */
  public Optional<Response> response() {
    return Optional.ofNullable(response);
  }

  private static String named(Request request) {
    return request.method() + " " + request.target();
  }
}
