package io.gatherbench.client;

/**
 * What came back, read whole.
 *
 * @param status the HTTP status
 * @param body the body's bytes; the array is the caller's
 */
public record Response(int status, byte[] body) {

  /** Whether the status is one of success, 200 to 299. */
  public boolean succeeded() {
    return status >= 200 && status < 300;
  }
}
