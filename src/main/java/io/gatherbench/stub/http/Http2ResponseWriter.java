package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.message.Bytes;
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

/** Writes the response on one stream of HTTP/2. Used on its event loop only. */
final class Http2ResponseWriter implements ResponseWriter {

  private static final int EXPECTED_HEADERS = 8;

  private final Http2Handler handler;
  private final Http2Stream stream;
  private final boolean headOnly;
  private Exchange exchange;
  private Runnable drained;

  /**
   * Creates the writer of a stream.
   *
   * @param headOnly true if the client wants the head without the body
   */
  Http2ResponseWriter(Http2Handler handler, Http2Stream stream, boolean headOnly) {
    this.handler = handler;
    this.stream = stream;
    this.headOnly = headOnly;
  }

  /** Returns the exchange that it carries, or null for a request for the ledger. */
  Exchange exchange() {
    return exchange;
  }

  void carry(Exchange carried) {
    exchange = carried;
  }

  /** Runs the step that waits for the client to read. */
  void drained() {
    if (drained != null) {
      Runnable step = drained;
      drained = null;
      step.run();
    }
  }

  @Override
  public void sendContinue() {
    headers(new DefaultHttp2Headers(false, 1).status("100"), false);
    handler.flushUnlessBatching();
  }

  @Override
  public void closeAfterResponse() {
    // What the client still sends belongs to its stream, and is discarded there.
  }

  @Override
  public void write(ResponseHead head, Bytes body) {
    boolean withBody = head.hasBody() && !headOnly && body.length() > 0;
    headers(headersOf(head, body.length()), !withBody);
    if (withBody) {
      data(body, true);
    }
    handler.flushUnlessBatching();
  }

  @Override
  public void writeHead(ResponseHead head, int length) {
    headers(headersOf(head, length), false);
  }

  @Override
  public void writePart(Bytes bytes, boolean last) {
    data(headOnly ? Bytes.NONE : bytes, last);
    if (last) {
      handler.flushUnlessBatching();
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
  public void closeWithoutResponse() {
    reset(Http2Error.CANCEL);
  }

  @Override
  public void truncate() {
    // An empty frame, because the reset must follow what flow control still holds back.
    handler
        .encoder()
        .writeData(
            context(),
            stream.id(),
            Unpooled.EMPTY_BUFFER,
            0,
            false,
            context().newPromise().addListener(written -> reset()));
    handler.flushUnlessBatching();
  }

  @Override
  public void writeGarbage(ResponseHead head, Bytes garbage) {
    write(head, garbage);
  }

  private void reset(Http2Error error) {
    handler.resetStream(context(), stream.id(), error.code(), context().newPromise());
    handler.flushUnlessBatching();
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
        new DefaultHttp2Headers(false, EXPECTED_HEADERS)
            .status(HttpResponseStatus.valueOf(head.status()).codeAsText());
    head.headers().forEach(headers::add);
    headers
        .add(HttpHeaderNames.CONTENT_TYPE, head.type())
        .add(ResponseHead.LATENESS, ResponseHead.digits(head.lateNanos()));
    if (length != UNKNOWN && head.hasBody()) {
      headers.add(HttpHeaderNames.CONTENT_LENGTH, ResponseHead.digits(length));
    }
    return headers;
  }

  private ChannelHandlerContext context() {
    return handler.context();
  }
}
