package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Digits;
import io.gatherbench.stub.message.ResponseHead;
import io.gatherbench.stub.message.ResponseWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;

/** The way back on one stream of HTTP/2. Used on its event loop only. */
final class Http2ResponseWriter implements ResponseWriter {

  private static final int USUAL_HEADERS = 8;

  private final Http2Handler handler;
  private final Http2Stream stream;
  private final boolean bodiless;
  private Exchange exchange;
  private Runnable drained;

  /**
   * @param bodiless whether the client asks for no body, but for what would stand before it
   */
  Http2ResponseWriter(Http2Handler handler, Http2Stream stream, boolean bodiless) {
    this.handler = handler;
    this.stream = stream;
    this.bodiless = bodiless;
  }

  /** The exchange that it carries, or null for a request for the ledger. */
  Exchange exchange() {
    return exchange;
  }

  void carry(Exchange carried) {
    exchange = carried;
  }

  /** The client has made room. */
  void drained() {
    if (drained != null) {
      Runnable step = drained;
      drained = null;
      step.run();
    }
  }

  @Override
  public void goOn() {
    headers(new DefaultHttp2Headers(false, 1).status("100"), false);
    handler.flushUnlessReading();
  }

  @Override
  public void closeAfter() {
    // What the client still sends belongs to its stream, and is thrown away there.
  }

  @Override
  public void whole(ResponseHead head, Bytes body) {
    boolean withBody = head.hasBody() && !bodiless && body.length() > 0;
    headers(headersOf(head, body.length()), !withBody);
    if (withBody) {
      data(body, true);
    }
    handler.flushUnlessReading();
  }

  @Override
  public void begin(ResponseHead head, int length) {
    headers(headersOf(head, length), false);
  }

  @Override
  public void piece(Bytes bytes, boolean last) {
    data(bodiless ? Bytes.NONE : bytes, last);
    if (last) {
      handler.flushUnlessReading();
    }
  }

  @Override
  public void flush() {
    handler.flush(context());
  }

  @Override
  public boolean isFull() {
    return !handler.encoder().flowController().isWritable(stream);
  }

  @Override
  public void whenDrained(Runnable step) {
    drained = step;
  }

  @Override
  public void reset() {
    reset(Http2Error.INTERNAL_ERROR);
  }

  @Override
  public void drop() {
    reset(Http2Error.CANCEL);
  }

  @Override
  public void breakOff() {
    // Behind what flow control still holds back.
    handler
        .encoder()
        .writeData(
            context(),
            stream.id(),
            Unpooled.EMPTY_BUFFER,
            0,
            false,
            context().newPromise().addListener(written -> reset()));
    handler.flushUnlessReading();
  }

  @Override
  public void garbage(ResponseHead head, Bytes nonsense) {
    whole(head, nonsense);
  }

  private void reset(Http2Error error) {
    handler.resetStream(context(), stream.id(), error.code(), context().newPromise());
    handler.flushUnlessReading();
  }

  private void headers(Http2Headers headers, boolean last) {
    handler
        .encoder()
        .writeHeaders(context(), stream.id(), headers, 0, last, context().newPromise());
  }

  private void data(Bytes bytes, boolean last) {
    ByteBuf out = context().alloc().directBuffer(bytes.length());
    bytes.writeTo(out);
    handler.encoder().writeData(context(), stream.id(), out, 0, last, context().newPromise());
  }

  private static Http2Headers headersOf(ResponseHead head, int length) {
    Http2Headers headers =
        new DefaultHttp2Headers(false, USUAL_HEADERS)
            .status(HttpResponseStatus.valueOf(head.status()).codeAsText());
    head.headers().forEach(headers::add);
    headers
        .add(HttpHeaderNames.CONTENT_TYPE, head.type())
        .add(ResponseHead.LATENESS, Digits.of(head.lateNanos()));
    if (length != UNKNOWN && head.hasBody()) {
      headers.add(HttpHeaderNames.CONTENT_LENGTH, Digits.of(length));
    }
    return headers;
  }

  private ChannelHandlerContext context() {
    return handler.context();
  }
}
