package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.ledger.LoopLedger.Connection;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ServerUpgradeCodec;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AsciiString;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

/**
 * Upgrades a connection to HTTP/2 from the response to a request on (RFC 7540, section 3.2). It
 * stands before the handler of HTTP/1.1 until that request, with a short body, is read: Netty's
 * handler would cost every other request as well. Used on its event loop only.
 */
final class H2cUpgrade extends HttpServerUpgradeHandler {

  private static final int MAX_BODY_BYTES = 1 << 16;

  private H2cUpgrade(ChannelHandlerContext http1, StubLoop loop, Connection connection) {
    super(
        context -> {
          context.pipeline().remove(HttpResponseEncoder.class);
          context.pipeline().remove(http1.handler());
        },
        protocol ->
            AsciiString.contentEqualsIgnoreCase(Http2CodecUtil.HTTP_UPGRADE_PROTOCOL_NAME, protocol)
                ? new UpgradeCodec(new Http2Handler(loop, connection))
                : null,
        MAX_BODY_BYTES);
  }

  /** Removes the decoder last, so that HTTP/2 gets what it has read beyond the request. */
  private static final class UpgradeCodec extends Http2ServerUpgradeCodec {

    UpgradeCodec(Http2Handler handler) {
      super(handler);
    }

    @Override
    public void upgradeTo(ChannelHandlerContext context, FullHttpRequest request) {
      super.upgradeTo(context, request);
      context.pipeline().remove(HttpRequestDecoder.class);
    }
  }

  /** Takes a request that asks for the upgrade; returns false if it does not or cannot have it. */
  static boolean takes(
      HttpRequest head, ChannelHandlerContext http1, StubLoop loop, Connection connection) {
    if (!head.headers().contains(HttpHeaderNames.UPGRADE)
        || head instanceof FullHttpMessage
        || head.decoderResult().isFailure()
        || head.protocolVersion() != HttpVersion.HTTP_1_1
        || HttpUtil.isTransferEncodingChunked(head)
        || head.headers().contains(HttpHeaderNames.EXPECT)
        || !hasSettings(head)
        || HttpUtil.getContentLength(head, 0L) > MAX_BODY_BYTES
        || http1.pipeline().get(SslHandler.class) != null) {
      return false;
    }
    ChannelPipeline pipeline = http1.pipeline();
    pipeline.addBefore(http1.name(), null, new HttpResponseEncoder());
    pipeline.addBefore(http1.name(), null, new H2cUpgrade(http1, loop, connection));
    pipeline.context(HttpRequestDecoder.class).fireChannelRead(head);
    return true;
  }

  /** Netty would log settings that are none, with a stack trace, and not upgrade either. */
  private static boolean hasSettings(HttpRequest head) {
    List<String> settings = head.headers().getAll(Http2CodecUtil.HTTP_UPGRADE_SETTINGS_HEADER);
    if (settings.size() != 1) {
      return false;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(settings.get(0)));
      while (bytes.hasRemaining()) {
        // Throws what is no setting or has a value that it may not have.
        new Http2Settings().put(bytes.getChar(), (Long) (bytes.getInt() & 0xFFFFFFFFL));
      }
      return true;
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return false;
    }
  }

  /** Removes this handler if the request turns out not to be one that can be upgraded. */
  @Override
  protected void decode(ChannelHandlerContext context, HttpObject message, List<Object> out)
      throws Exception {
    super.decode(context, message, out);
    if (!out.isEmpty()) {
      context.pipeline().remove(HttpResponseEncoder.class);
      context.pipeline().remove(this);
    }
  }

  @Override
  protected void finishAggregation(FullHttpMessage aggregated) {
    // Nothing: the headers stay as the client sent them.
  }
}
