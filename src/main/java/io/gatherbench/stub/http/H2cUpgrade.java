package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.ledger.Connection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
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
 * Upgrades a connection to HTTP/2 from the response to a request on (RFC 7540, section 3.2). It
 * stands before the handler of HTTP/1.1 until the request's body, a short one, is read. Used on its
 * event loop only.
 */
final class H2cUpgrade extends ChannelInboundHandlerAdapter {

  private static final int MAX_BODY_BYTES = 1 << 16;
  private static final int SETTING_BYTES = 6;
  private static final CharSequence SETTINGS = "http2-settings";
  private static final byte[] SWITCHING =
      "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final Http1Request request;
  private final StubLoop loop;
  private final Connection connection;
  private final ChannelHandlerContext http1;
  private final Http2Settings settings;
  private final ByteBuf body = Unpooled.buffer(0);

  private H2cUpgrade(
      Http1Request request,
      StubLoop loop,
      Connection connection,
      ChannelHandlerContext http1,
      Http2Settings settings) {
    this.request = request;
    this.loop = loop;
    this.connection = connection;
    this.http1 = http1;
    this.settings = settings;
  }

  /**
   * Starts the upgrade that a request asks for; returns false if it asks for none or cannot have
   * it.
   *
   * @param http1 the context of the handler that HTTP/2 replaces
   */
  static boolean start(
      Http1Request request, StubLoop loop, Connection connection, ChannelHandlerContext http1) {
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
        || http1.pipeline().get(SslHandler.class) != null) {
      return false;
    }
    Http2Settings settings = settings(headers.get(SETTINGS));
    if (settings != null) {
      H2cUpgrade upgrade = new H2cUpgrade(request, loop, connection, http1, settings);
      http1.pipeline().addBefore(http1.name(), null, upgrade);
    }
    return settings != null;
  }

  @Override
  public void channelRead(ChannelHandlerContext reader, Object message) {
    HttpContent content = (HttpContent) message;
    body.writeBytes(content.content());
    content.release();
    if (content instanceof LastHttpContent) {
      perform(reader.pipeline());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext closed) {
    body.release();
    loop.abortedUnstarted();
    closed.fireChannelInactive();
  }

  private void perform(ChannelPipeline pipeline) {
    http1.writeAndFlush(Unpooled.wrappedBuffer(SWITCHING));
    Http2Handler http2 = Http2Handler.make(loop, connection);
    pipeline.addAfter(http1.name(), null, http2);
    pipeline.remove(HttpRequestDecoder.class);
    pipeline.remove(this);
    pipeline.remove(http1.handler());
    try {
      http2.upgraded(settings, request, body);
    } catch (Http2Exception e) {
      // Settings that no connection can have.
      loop.abortedUnstarted();
      pipeline.channel().close();
    } finally {
      body.release();
    }
  }

  /** Parses the header, a frame's payload in Base64; returns null if it is malformed. */
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
