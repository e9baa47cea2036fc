package io.gatherbench.client;

/**
 * An HTTP response, read whole.
 *
 * @param status the HTTP status
 * @param body the body's bytes; the array is the caller's
 */
public record Response(int status, byte[] body) {

  /** Returns whether the status is one of success, 200 to 299. */
  public boolean succeeded() {
    return status >= 200 && status < 300;
  }

  /**
   * Returns this response if it is a success.
   *
   * @param request the one that it answers
   * @throws RequestFailedException if the status is another
   */
  public Response orFailure(Request request) throws RequestFailedException {
    if (!succeeded()) {
      throw new RequestFailedException(request, this);
    }
    return this;
  }
}
