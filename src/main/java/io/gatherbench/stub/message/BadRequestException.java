package io.gatherbench.stub.message;

/** Thrown for a request that cannot be answered as asked; has the JSON response that says why. */
public final class BadRequestException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int MAX_SHOWN_LENGTH = 200;

  private final transient PreparedResponse.Whole response;

  public BadRequestException(int status, String parameter, String value, String allowed) {
    // No stack trace: this becomes a response, and bad input should cost no more than good input.
    super(parameter + " is '" + value + "'; allowed: " + allowed, null, false, false);
    String shown =
        value.length() <= MAX_SHOWN_LENGTH ? value : value.substring(0, MAX_SHOWN_LENGTH) + "…";
    PreparedResponse.Whole error =
        PreparedResponse.json(
                StubJson.object()
                    .put("error", parameter)
                    .put("value", shown)
                    .put("allowed", allowed))
            .withStatus(status);
    response = status == 405 ? error.withHeader("allow", allowed) : error;
  }

  public BadRequestException(String parameter, String value, String allowed) {
    this(400, parameter, value, allowed);
  }

  public PreparedResponse.Whole response() {
    return response;
  }
}
