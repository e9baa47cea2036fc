package io.gatherbench.stub.message;

import java.util.Map;

/**
 * Thrown for a request that cannot be answered as asked. It becomes a response with a JSON body
 * that names the parameter, its value and what is allowed.
 */
public final class BadRequestException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int MAX_SHOWN_LENGTH = 200;

  private final int status;
  private final String parameter;
  private final String value;
  private final String allowed;

  public BadRequestException(int status, String parameter, String value, String allowed) {
    // No stack trace: this becomes a response, and bad input should cost no more than good input.
    super(parameter + " is '" + value + "'; allowed: " + allowed, null, false, false);
    this.status = status;
    this.parameter = parameter;
    this.value =
        value.length() <= MAX_SHOWN_LENGTH ? value : value.substring(0, MAX_SHOWN_LENGTH) + "…";
    this.allowed = allowed;
  }

  /** Creates the error of a malformed parameter: status 400. */
  public BadRequestException(String parameter, String value, String allowed) {
    this(400, parameter, value, allowed);
  }

  public int status() {
    return status;
  }

  String parameter() {
    return parameter;
  }

  /** Returns the head of the response. */
  public ResponseHead head(long lateNanos) {
    Map<String, String> headers = status == 405 ? Map.of("allow", allowed) : Map.of();
    return new ResponseHead(status, PreparedResponse.JSON, headers, lateNanos);
  }

  /** Returns the body of the response. */
  public Bytes body() {
    return StubJson.bytes(
        StubJson.object().put("error", parameter).put("value", value).put("allowed", allowed));
  }
}
