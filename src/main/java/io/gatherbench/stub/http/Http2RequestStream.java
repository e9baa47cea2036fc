package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.ledger.LoopLedger.Connection;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.IncomingRequest;
import io.gatherbench.stub.message.PreparedResponse.Head;
import io.gatherbench.stub.message.ResponseWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;

/** One stream of HTTP/2: takes its request and writes its response. Used on its event loop only. */
final class Http2RequestStream implements ResponseWriter {

  private static final int EXPECTED_HEADERS = 8;

  private enum State {
    IDLE,
    READING,
    RESPONDING,
    CLOSED
  }

  private final Http2Handler handler;
  private final Http2Stream stream;
  private State state = State.IDLE;
  private Exchange exchange;
  private boolean headOnly;

  Http2RequestStream(Http2Handler handler, Http2Stream stream) {
    this.handler = handler;
    this.stream = stream;
  }

  boolean isIdle() {
    return state == State.IDLE;
  }

  void begin(IncomingRequest request, StubLoop loop, Connection connection) {
    headOnly = request.method().equals(HttpMethod.HEAD);
    exchange = new Exchange(loop, request, this);
    state = State.READING;
    connection.carriesRequest(exchange.isCounted());
    exchange.start();
  }

  void bodyPart(ByteBuf part) {
    if (state == State.READING) {
      exchange.bodyPart(part);
    }
  }

  void requestEnded() {
    if (state == State.READING) {
      state = State.RESPONDING;
      exchange.bodyEnded();
    }
  }

  void writable() {
    if (isOpen()) {
      exchange.writable();
    }
  }

  void closed() {
    if (isOpen()) {
      exchange.clientLeft();
    }
    state = State.CLOSED;
  }

  private boolean isOpen() {
    return state == State.READING || state == State.RESPONDING;
  }

  @Override
  public void sendContinue() {
    if (stream.state().remoteSideOpen()) {
      headers(new DefaultHttp2Headers(false, 1).status("100"), false);
      handler.flushUnlessBatching();
    }
  }

  @Override
  public void closeAfterResponse() {
    // What the client still sends belongs to its stream, and is discarded there.
  }

  @Override
  public void write(Head head, long lateNanos, Bytes body) {
    if (state == State.CLOSED) {
      return;
    }
    boolean withBody = hasBody(head) && body.length() > 0;
    headers(headersOf(head, lateNanos, body.length()), !withBody);
    if (withBody) {
      data(body, true);
    }
    handler.flushUnlessBatching();
  }

  @Override
  public boolean hasBody(Head head) {
    return head.hasBody() && !headOnly;
  }

  @Override
  public void writeHead(Head head, long lateNanos, int length, boolean last) {
    headers(headersOf(head, lateNanos, length), last);
    if (last) {
      handler.flushUnlessBatching();
    }
  }

  @Override
  public void writePart(Bytes bytes, boolean last) {
    data(bytes, last);
    if (last) {
      handler.flushUnlessBatching();
    }
  }

  @Override
  public void flush() {
    handler.flush(handler.context);
  }

  @Override
  public boolean isFull() {
    return !handler.encoder().flowController().isWritable(stream);
  }

  @Override
  public void hang() {
    // Other streams go on, so the connection is read.
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
            handler.context,
            stream.id(),
            Unpooled.EMPTY_BUFFER,
            0,
            false,
            handler.context.newPromise().addListener(written -> reset()));
    handler.flushUnlessBatching();
  }

  @Override
  public void writeGarbage(Head head, long lateNanos, Bytes garbage) {
    write(head, lateNanos, garbage);
  }

  private void reset(Http2Error error) {
    handler.resetStream(handler.context, stream.id(), error.code(), handler.context.newPromise());
    handler.flushUnlessBatching();
  }

  private void headers(Http2Headers headers, boolean last) {
    handler
        .encoder()
        .writeHeaders(handler.context, stream.id(), headers, 0, last, handler.context.newPromise());
  }

  private void data(Bytes bytes, boolean last) {
    ByteBuf out = handler.context.alloc().directBuffer(bytes.length());
    bytes.writeTo(out);
    handler
        .encoder()
        .writeData(handler.context, stream.id(), out, 0, last, handler.context.newPromise());
  }

  private static Http2Headers headersOf(Head head, long lateNanos, int length) {
    Http2Headers headers =
        new DefaultHttp2Headers(false, EXPECTED_HEADERS)
            .status(HttpResponseStatus.valueOf(head.status()).codeAsText());
    head.headers().forEach(headers::add);
    headers.add(HttpHeaderNames.CONTENT_TYPE, head.type()).addLong(LATENESS, lateNanos);
    if (length != UNKNOWN && head.hasBody()) {
      headers.addInt(HttpHeaderNames.CONTENT_LENGTH, length);
    }
    return headers;
  }
}
