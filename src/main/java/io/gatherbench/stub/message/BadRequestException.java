package io.gatherbench.stub.message;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * A request cannot be answered as asked. Becomes an answer with a JSON body that names the
 * parameter, its value and what is allowed.
 */
public final class BadRequestException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_SHOWN = 200;

  private final int status;
  private final String parameter;
  private final String value;
  private final String allowed;

  public BadRequestException(int status, String parameter, String value, String allowed) {
    // No stack trace: this is an answer, and an attacker's bad input shall not cost more than that.
    super(parameter + " is '" + value + "'; allowed: " + allowed, null, false, false);
    this.status = status;
    this.parameter = parameter;
    this.value = value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "…";
    this.allowed = allowed;
  }

  /** A malformed parameter: status 400. */
  public BadRequestException(String parameter, String value, String allowed) {
    this(400, parameter, value, allowed);
  }

  public int status() {
    return status;
  }

  String parameter() {
    return parameter;
  }

  /** What stands before the body. */
  public ResponseHead head(long lateNanos) {
    Map<String, String> headers = status == 405 ? Map.of("allow", allowed) : Map.of();
    return new ResponseHead(status, PreparedResponse.JSON, headers, lateNanos);
  }

  /** The body of an answer that says what was wrong. */
  public Bytes body() {
    return Bytes.of(
        new JsonObject().put("error", parameter).put("value", value).put("allowed", allowed));
  }
}
