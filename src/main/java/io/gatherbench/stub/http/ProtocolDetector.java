package io.gatherbench.stub.http;

import io.gatherbench.stub.ledger.Connection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.util.List;

/**
 * Detects a connection's protocol by its first bytes: HTTP/2 begins with a text that no request of
 * HTTP/1.1 begins with.
 */
final class ProtocolDetector extends ByteToMessageDecoder {

  private static final ByteBuf PREFACE = Http2CodecUtil.connectionPrefaceBuf();

  private final ConnectionInitializer.Protocols protocols;
  private Connection connection;

  ProtocolDetector(ConnectionInitializer.Protocols protocols) {
    this.protocols = protocols;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (connection == null) {
      connection = new Connection(protocols.loop().ledger());
    }
    int length = Math.min(in.readableBytes(), PREFACE.readableBytes());
    if (!ByteBufUtil.equals(in, in.readerIndex(), PREFACE, 0, length)) {
      protocols.useHttp1(context.pipeline(), connection);
      context.pipeline().remove(this);
    } else if (length == PREFACE.readableBytes()) {
      protocols.useHttp2(context.pipeline(), connection);
      context.pipeline().remove(this);
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
    ConnectionErrors.close(failed, cause);
  }
}
