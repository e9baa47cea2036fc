package io.gatherbench.stub.http;

import io.gatherbench.stub.message.BadRequestException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** The errors of bytes that should be HTTP/1.1 or 1.0. */
final class Http1Errors {

  private Http1Errors() {}

  /** Returns why a request cannot be answered, or null if it can. */
  static BadRequestException of(HttpRequest decoded) {
    if (decoded.decoderResult().isFailure()) {
      return of(decoded.decoderResult().cause());
    }
    HttpVersion version = decoded.protocolVersion();
    return version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0
        ? null
        : new BadRequestException(505, "version", version.text(), "HTTP/1.0 or HTTP/1.1");
  }

  /** Returns the error that the decoder has found. */
  static BadRequestException of(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return new BadRequestException(
          414, "target", "more", "up to " + ConnectionInitializer.MAX_LINE_BYTES + " bytes");
    }
    if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongFrameException) {
      return new BadRequestException(
          431, "headers", "more", "up to " + ConnectionInitializer.MAX_HEADER_BYTES + " bytes");
    }
    return new BadRequestException("request", String.valueOf(cause.getMessage()), "HTTP");
  }
}
