package io.gatherbench.stub.http;

import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.IncomingRequest;
import io.netty.channel.Channel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Map;

final class Http1Request extends IncomingRequest {

  private final HttpRequest head;

  Http1Request(Channel channel, HttpRequest head) {
    super(channel, head.method(), head.uri());
    this.head = head;
  }

  HttpRequest head() {
    return head;
  }

  @Override
  public CharSequence header(CharSequence name) {
    return head.headers().get(name);
  }

  @Override
  protected Iterable<Map.Entry<CharSequence, CharSequence>> fields() {
    return head.headers()::iteratorCharSequence;
  }

  @Override
  public BadRequestException error() {
    if (head.decoderResult().isFailure()) {
      return error(head.decoderResult().cause());
    }
    HttpVersion version = head.protocolVersion();
    return version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0
        ? null
        : new BadRequestException(505, "version", version.text(), "HTTP/1.0 or HTTP/1.1");
  }

  static BadRequestException error(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return new BadRequestException(
          414, "target", "more", "up to " + ConnectionInitializer.MAX_LINE_BYTES + " bytes");
    }
    if (cause instanceof TooLongFrameException) {
      return new BadRequestException(
          431, "headers", "more", "up to " + ConnectionInitializer.MAX_HEADER_BYTES + " bytes");
    }
    return new BadRequestException("request", String.valueOf(cause.getMessage()), "HTTP");
  }
}
