package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.ledger.Connection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.util.List;

/**
 * Detects a connection's protocol by its first bytes, over TLS as well: HTTP/2 begins with a text
 * that no request of HTTP/1.1 begins with.
 */
final class ProtocolDetector extends ByteToMessageDecoder {

  /** The longest request line, in bytes. */
  static final int MAX_LINE_BYTES = 8192;

  /** The most bytes of all headers of one request. */
  static final int MAX_HEADER_BYTES = 16_384;

  private static final ByteBuf PREFACE = Http2CodecUtil.connectionPrefaceBuf();
  private static final HttpDecoderConfig LIMITS =
      new HttpDecoderConfig()
          .setMaxInitialLineLength(MAX_LINE_BYTES)
          .setMaxHeaderSize(MAX_HEADER_BYTES)
          .setValidateHeaders(false);

  private final StubLoop loop;
  private final Http1Encoder encoder;
  private Connection connection;

  ProtocolDetector(StubLoop loop, Http1Encoder encoder) {
    this.loop = loop;
    this.encoder = encoder;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (connection == null) {
      connection = new Connection(loop.ledger());
    }
    int length = Math.min(in.readableBytes(), PREFACE.readableBytes());
    if (!ByteBufUtil.equals(in, in.readerIndex(), PREFACE, 0, length)) {
      Http1Connection http1 = new Http1Connection(loop, connection, encoder);
      context.pipeline().addLast(new HttpRequestDecoder(LIMITS), http1).remove(this);
    } else if (length == PREFACE.readableBytes()) {
      context.pipeline().addLast(new Http2Handler(loop, connection)).remove(this);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext closed) throws Exception {
    super.channelInactive(closed);
    if (!closed.isRemoved() && connection != null) {
      connection.closed();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
    ConnectionInitializer.close(failed, cause);
  }
}
