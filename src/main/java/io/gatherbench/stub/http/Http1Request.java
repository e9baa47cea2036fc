package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.IncomingRequest;
import io.gatherbench.stub.message.ResponseWriter;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
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
    BadRequestException error = Http1Errors.of(head);
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

  @Override
  public CharSequence host() {
    return header(HttpHeaderNames.HOST);
  }
}
