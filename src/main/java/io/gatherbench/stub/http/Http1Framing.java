package io.gatherbench.stub.http;

import io.gatherbench.stub.http.Http1Encoder.Framing;
import io.gatherbench.stub.http.Http1Encoder.Persistence;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.PreparedResponse.Head;
import io.gatherbench.stub.message.ResponseWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** Frames the response to the current request of a connection. Used on its event loop only. */
final class Http1Framing {

  private final Http1Encoder encoder;
  private boolean http10;
  private Persistence persistence;
  private Framing framing;

  /** True while a client waits to be told to send the body of its request. */
  private boolean awaitsContinue;

  Http1Framing(Http1Encoder encoder) {
    this.encoder = encoder;
  }

  void begin(HttpRequest request) {
    HttpMethod method = request.method();
    http10 = request.protocolVersion() == HttpVersion.HTTP_1_0;
    persistence = Persistence.of(request, http10);
    framing = method == HttpMethod.HEAD ? Framing.NO_BODY : Framing.PLAIN;
    awaitsContinue = HttpUtil.is100ContinueExpected(request) && announcesBody(request.headers());
  }

  /**
   * Returns true if a body follows. A request without one is not answered with 100 Continue, even
   * if it asks for that (RFC 9110, 10.1.1).
   */
  private static boolean announcesBody(HttpHeaders headers) {
    return headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
        || !"0".equals(headers.get(HttpHeaderNames.CONTENT_LENGTH, "0"));
  }

  /** Returns true if the client waits to be told to send the body; from now on it does not. */
  boolean endsWait() {
    boolean awaited = awaitsContinue;
    awaitsContinue = false;
    return awaited;
  }

  boolean awaitsContinue() {
    return awaitsContinue;
  }

  void close() {
    persistence = Persistence.CLOSE;
  }

  boolean closes() {
    return persistence.ends();
  }

  boolean hasBody(Head head) {
    return head.hasBody() && framing != Framing.NO_BODY;
  }

  ByteBuf whole(ByteBufAllocator buffers, Head head, long lateNanos, Bytes body) {
    Bytes sent = hasBody(head) ? body : Bytes.NONE;
    return encoder.head(buffers, head, lateNanos, http10, persistence, body.length(), sent);
  }

  ByteBuf head(ByteBufAllocator buffers, Head head, long lateNanos, int length) {
    boolean unknown = length == ResponseWriter.UNKNOWN;
    if (unknown && http10) {
      // The end of such a body is the end of the connection.
      persistence = Persistence.CLOSE;
    }
    if (unknown && !http10 && hasBody(head)) {
      framing = Framing.CHUNKED;
    }
    return encoder.head(buffers, head, lateNanos, http10, persistence, length, Bytes.NONE);
  }

  ByteBuf part(ByteBufAllocator buffers, Bytes bytes, boolean last) {
    return Http1Encoder.part(buffers, bytes, framing, last);
  }
}
