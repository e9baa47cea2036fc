package io.gatherbench.stub.http;

import io.gatherbench.stub.StubServer;
import io.gatherbench.stub.message.BadInputException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** Says what is wrong with bytes that should be HTTP/1.1 or 1.0. */
final class Http1Refusal {

  private Http1Refusal() {}

  /** Why a request cannot be answered, or null if it can. */
  static BadInputException of(HttpRequest decoded) {
    if (decoded.decoderResult().isFailure()) {
      return of(decoded.decoderResult().cause());
    }
    HttpVersion version = decoded.protocolVersion();
    return version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0
        ? null
        : new BadInputException(505, "version", version.text(), "HTTP/1.0 or HTTP/1.1");
  }

  /** What the decoder complains of. */
  static BadInputException of(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return new BadInputException(
          414, "target", "more", "up to " + StubServer.MAX_LINE_BYTES + " bytes");
    }
    if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongFrameException) {
      return new BadInputException(
          431, "headers", "more", "up to " + StubServer.MAX_HEADER_BYTES + " bytes");
    }
    return new BadInputException("request", String.valueOf(cause.getMessage()), "HTTP");
  }
}
