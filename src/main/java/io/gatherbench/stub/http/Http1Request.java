package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.IncomingRequest;
import io.gatherbench.stub.message.ResponseWriter;
import io.netty.channel.Channel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Iterator;
import java.util.Map;

/** A request that came over HTTP/1.1 or 1.0. */
final class Http1Request extends IncomingRequest {

  private final HttpRequest head;
  private final StubLoop loop;
  private final boolean forLedger;
  private final long readNanos;
  private final long batchNanos;

  /** Counts a request that was decoded, whether or not its turn has come. */
  Http1Request(Channel channel, HttpRequest head, StubLoop loop) {
    super(channel, head.method(), head.uri());
    this.head = head;
    this.loop = loop;
    this.forLedger = StubLoop.isLedger(head.uri());
    if (forLedger) {
      readNanos = 0;
      batchNanos = 0;
    } else {
      loop.ledger().requestRead();
      readNanos = System.nanoTime();
      batchNanos = loop.batchStart(readNanos);
    }
  }

  HttpRequest head() {
    return head;
  }

  /** Returns true if it is for the ledger, and so not counted. */
  boolean isForLedger() {
    return forLedger;
  }

  /** Starts its exchange, which fails at once if the request could not be decoded. */
  Exchange start(ResponseWriter response) {
    BadRequestException error = error();
    return error == null
        ? loop.start(this, response, readNanos, batchNanos)
        : loop.refuse(this, response, readNanos, batchNanos, error);
  }

  @Override
  public CharSequence header(CharSequence name) {
    return head.headers().get(name);
  }

  @Override
  public Iterator<Map.Entry<CharSequence, CharSequence>> fields() {
    return head.headers().iteratorCharSequence();
  }

  private BadRequestException error() {
    if (head.decoderResult().isFailure()) {
      return error(head.decoderResult().cause());
    }
    HttpVersion version = head.protocolVersion();
    return version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0
        ? null
        : new BadRequestException(505, "version", version.text(), "HTTP/1.0 or HTTP/1.1");
  }

  /** Returns the error that the decoder has found. */
  static BadRequestException error(Throwable cause) {
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
