package io.gatherbench.client;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** A request without a response, or with one whose status is not a success. */
public final class RequestFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Response response;

  public RequestFailedException(Request request, Response response) {
    super(name(request) + " was answered with status " + response.status());
    this.response = response;
  }

  public RequestFailedException(Request request, Throwable cause) {
    super(name(request) + " failed: " + cause, cause);
    this.response = null;
  }

  /** Creates the failure of a cancelled request. */
  public static RequestFailedException cancelled(Request request) {
    return new RequestFailedException(request, new CancellationException("cancelled"));
  }

  /** Returns whether there is no response because the request was cancelled. */
  public boolean cancelled() {
    return getCause() instanceof CancellationException;
  }

  /** Returns the response with the unwanted status; empty if there was none. */
  public Optional<Response> response() {
    return Optional.ofNullable(response);
  }

  private static String name(Request request) {
    return request.method() + " " + request.target();
  }
}
