package io.gatherbench.client;

/** An HTTP response, read whole; the array is the caller's. */
public record Response(int status, byte[] body) {

  /** Returns whether the status is one of success, 200 to 299. */
  public boolean succeeded() {
    return status >= 200 && status < 300;
  }

  /** Returns this response to a request, or throws if the status is not a success. */
  public Response orFailure(Request request) throws RequestFailedException {
    if (!succeeded()) {
      throw new RequestFailedException(request, this);
    }
    return this;
  }
}
