package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.ledger.Connection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The upgrade to HTTP/2 that a request asks for, from its own response on (RFC 7540, section 3.2).
 * A short body of the request is read before; with a longer one there is no upgrade.
 */
final class H2cUpgrade {

  private static final int MAX_BODY_BYTES = 1 << 16;
  private static final int SETTING_BYTES = 6;
  private static final CharSequence SETTINGS = "http2-settings";
  private static final byte[] SWITCHING =
      "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final Http1Request request;
  private final StubLoop loop;
  private final Connection connection;
  private final ChannelHandlerContext context;
  private final Http2Settings settings;
  private final ByteBuf body = Unpooled.buffer(0);

  private H2cUpgrade(
      Http1Request request,
      StubLoop loop,
      Connection connection,
      ChannelHandlerContext context,
      Http2Settings settings) {
    this.request = request;
    this.loop = loop;
    this.connection = connection;
    this.context = context;
    this.settings = settings;
  }

  /**
   * Returns the upgrade that a request asks for, or null if there is none.
   *
   * @param context of the handler that HTTP/2 replaces
   */
  static H2cUpgrade of(
      Http1Request request, StubLoop loop, Connection connection, ChannelHandlerContext context) {
    HttpRequest head = request.head();
    HttpHeaders headers = head.headers();
    if (!headers.contains(HttpHeaderNames.UPGRADE)
        || !headers.containsValue(HttpHeaderNames.UPGRADE, "h2c", true)
        || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
        || !headers.containsValue(HttpHeaderNames.CONNECTION, SETTINGS, true)
        || headers.getAll(SETTINGS).size() != 1
        || head.protocolVersion() != HttpVersion.HTTP_1_1
        || HttpUtil.isTransferEncodingChunked(head)
        || HttpUtil.is100ContinueExpected(head)
        || HttpUtil.getContentLength(head, 0L) > MAX_BODY_BYTES
        || context.pipeline().get(SslHandler.class) != null) {
      return null;
    }
    Http2Settings settings = settings(headers.get(SETTINGS));
    return settings == null ? null : new H2cUpgrade(request, loop, connection, context, settings);
  }

  /** Takes a part of the request's body; switches the protocol with the last one. */
  void add(HttpContent content) {
    body.writeBytes(content.content());
    if (content instanceof LastHttpContent) {
      perform();
    }
  }

  private void perform() {
    context.writeAndFlush(Unpooled.wrappedBuffer(SWITCHING));
    ChannelPipeline pipeline = context.pipeline();
    Http2Handler http2 = Http2Handler.make(loop, connection);
    pipeline.addAfter(context.name(), null, http2);
    pipeline.remove(HttpRequestDecoder.class);
    pipeline.remove(context.handler());
    try {
      http2.upgraded(settings, request, body);
    } catch (Http2Exception e) {
      // Settings that no connection can have.
      loop.abortedUnstarted();
      context.channel().close();
    } finally {
      body.release();
    }
  }

  /** Releases what was read when the client left. */
  void abort() {
    body.release();
    loop.abortedUnstarted();
  }

  /**
   * Parses the header, which has the frame's payload in Base64; returns null if it is malformed.
   */
  private static Http2Settings settings(String header) {
    try {
      ByteBuf payload = Unpooled.wrappedBuffer(Base64.getUrlDecoder().decode(header));
      if (payload.readableBytes() % SETTING_BYTES != 0) {
        return null;
      }
      Http2Settings settings = new Http2Settings();
      while (payload.isReadable()) {
        settings.put((char) payload.readUnsignedShort(), (Long) payload.readUnsignedInt());
      }
      return settings;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
