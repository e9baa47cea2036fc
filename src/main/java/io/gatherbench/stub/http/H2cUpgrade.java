package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.ledger.Connection;
import io.gatherbench.stub.message.Route;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A request that asks for HTTP/2 from its own answer on (RFC 7540, section 3.2). Its body, of which
 * it may have a little, is read before; a request that announces more is answered over HTTP/1.1.
 */
final class H2cUpgrade {

  private static final int MOST_BODY_BYTES = 1 << 16;
  private static final int SETTING_BYTES = 6;
  private static final CharSequence SETTINGS = "http2-settings";
  private static final byte[] SWITCHING =
      "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final PipelineQueue.Arrived arrived;
  private final ChannelHandlerContext context;
  private final Http2Settings settings;
  private final ByteBuf body = Unpooled.buffer(0);

  private H2cUpgrade(
      PipelineQueue.Arrived arrived, ChannelHandlerContext context, Http2Settings settings) {
    this.arrived = arrived;
    this.context = context;
    this.settings = settings;
  }

  /**
   * The upgrade that a request asks for, or null: no client may insist on one.
   *
   * @param context of the handler that HTTP/2 would take the place of
   */
  static H2cUpgrade of(PipelineQueue.Arrived arrived, ChannelHandlerContext context) {
    HttpRequest head = arrived.head();
    HttpHeaders headers = head.headers();
    if (!headers.contains(HttpHeaderNames.UPGRADE)
        || !headers.containsValue(HttpHeaderNames.UPGRADE, "h2c", true)
        || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
        || !headers.containsValue(HttpHeaderNames.CONNECTION, SETTINGS, true)
        || headers.getAll(SETTINGS).size() != 1
        || head.protocolVersion() != HttpVersion.HTTP_1_1
        || HttpUtil.isTransferEncodingChunked(head)
        || HttpUtil.is100ContinueExpected(head)
        || HttpUtil.getContentLength(head, 0L) > MOST_BODY_BYTES
        || context.pipeline().get(SslHandler.class) != null) {
      return null;
    }
    Http2Settings settings = settings(headers.get(SETTINGS));
    return settings == null ? null : new H2cUpgrade(arrived, context, settings);
  }

  /** Takes a piece of the request's body. */
  void add(ByteBuf piece) {
    body.writeBytes(piece);
  }

  /** Agrees, and lets the request be the first stream. */
  void perform(StubLoop loop, Connection connection) {
    context.writeAndFlush(Unpooled.wrappedBuffer(SWITCHING));
    ChannelPipeline pipeline = context.pipeline();
    Http2Handler http2 = Http2Handler.make(loop, connection);
    pipeline.addAfter(context.name(), null, http2);
    pipeline.remove(HttpRequestDecoder.class);
    pipeline.remove(context.handler());
    try {
      http2.upgraded(settings, arrived, body);
    } catch (Http2Exception e) {
      // Settings that no connection can have.
      loop.ledger().requestAborted(Route.OTHER);
      context.channel().close();
    } finally {
      body.release();
    }
  }

  /** The client has left before. */
  void release() {
    body.release();
  }

  /** Reads settings as they stand in the header: the frame's payload in Base64, or null. */
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
