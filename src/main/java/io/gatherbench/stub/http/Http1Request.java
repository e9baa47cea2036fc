package io.gatherbench.stub.http;

import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.IncomingRequest;
import io.netty.channel.Channel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessageDecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Iterator;
import java.util.Map;

final class Http1Request extends IncomingRequest {

  private final HttpRequest head;
  private final BadRequestException error;

  Http1Request(Channel channel, HttpRequest head) {
    super(channel, head.method(), head.uri());
    this.head = head;
    this.error = error(head);
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
  public int size() {
    return head.decoderResult() instanceof HttpMessageDecoderResult read ? read.totalSize() : 0;
  }

  @Override
  public BadRequestException error() {
    return error;
  }

  private static BadRequestException error(HttpRequest head) {
    if (head.decoderResult().isFailure()) {
      return error(head.decoderResult().cause());
    }
    HttpVersion version = head.protocolVersion();
    if (version == HttpVersion.HTTP_1_0) {
      return null;
    }
    if (version != HttpVersion.HTTP_1_1) {
      return new BadRequestException(505, "version", version.text(), "HTTP/1.0 or HTTP/1.1");
    }
    Iterator<? extends CharSequence> hosts =
        head.headers().valueCharSequenceIterator(HttpHeaderNames.HOST);
    if (!hosts.hasNext()) {
      return new BadRequestException("host", "", "one Host header, as HTTP/1.1 requires");
    }
    CharSequence host = hosts.next();
    return hosts.hasNext()
        ? new BadRequestException("host", host + ", " + hosts.next(), "one Host header")
        : null;
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
