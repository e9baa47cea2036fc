package io.gatherbench.stub;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Collects the body of one request, up to a limit. */
final class BodyReader implements Handler<Buffer> {

  /** The longest body that is read, 1 MiB. */
  static final int MAX_BYTES = 1 << 20;

  /** What comes of a body. */
  interface Outcome {
    /** The body is there. */
    void complete(Buffer body);

    /** The body is longer than the limit. */
    void tooLong(BadInputException why);
  }

  private final HttpServerRequest request;
  private final Outcome outcome;
  private Buffer body = Buffer.buffer();
  private boolean tooLong;

  private BodyReader(HttpServerRequest request, Outcome outcome) {
    this.request = request;
    this.outcome = outcome;
  }

  /** Reads on the request's event loop, and tells the outcome there. */
  static void read(HttpServerRequest request, Outcome outcome) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && length.length() > 7 || declared(length) > MAX_BYTES) {
      outcome.tooLong(refusal(length + " bytes"));
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    BodyReader reader = new BodyReader(request, outcome);
    request.handler(reader);
    request.endHandler(end -> reader.ended());
  }

  @Override
  public void handle(Buffer piece) {
    if (tooLong) {
      return;
    }
    if (body.length() + piece.length() > MAX_BYTES) {
      tooLong = true;
      body = null;
      outcome.tooLong(refusal("more"));
    } else {
      body.appendBuffer(piece);
    }
  }

  private void ended() {
    if (!tooLong) {
      outcome.complete(body);
    }
  }

  /** The length that a header declares; one that is no number is the decoder's to refuse. */
  private static long declared(String length) {
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static BadInputException refusal(String size) {
    return new BadInputException(413, "body", size, "up to " + MAX_BYTES + " bytes");
  }
}
