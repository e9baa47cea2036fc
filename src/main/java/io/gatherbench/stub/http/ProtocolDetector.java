package io.gatherbench.stub.http;

import io.gatherbench.stub.StubServer;
import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.ledger.Connection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.util.List;

/**
 * Tells from a connection's first bytes which protocol it speaks: HTTP/2 begins with a text that no
 * request of HTTP/1.1 begins with.
 */
public final class ProtocolDetector extends ByteToMessageDecoder {

  private static final ByteBuf PREFACE = Http2CodecUtil.connectionPrefaceBuf();

  private final StubLoop loop;
  private Connection connection;

  public ProtocolDetector(StubLoop loop) {
    this.loop = loop;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (connection == null) {
      connection = new Connection(loop.ledger());
    }
    int length = Math.min(in.readableBytes(), PREFACE.readableBytes());
    if (!ByteBufUtil.equals(in, in.readerIndex(), PREFACE, 0, length)) {
      speakHttp1(context.pipeline(), loop, connection);
      context.pipeline().remove(this);
    } else if (length == PREFACE.readableBytes()) {
      speakHttp2(context.pipeline(), loop, connection);
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

  /** Lets a connection speak HTTP/1.1. */
  static void speakHttp1(ChannelPipeline pipeline, StubLoop loop, Connection connection) {
    HttpDecoderConfig limits =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(StubServer.MAX_LINE_BYTES)
            .setMaxHeaderSize(StubServer.MAX_HEADER_BYTES)
            .setValidateHeaders(false);
    pipeline.addLast(new HttpRequestDecoder(limits), new Http1Handler(loop, connection));
  }

  /** Lets a connection speak HTTP/2. */
  static void speakHttp2(ChannelPipeline pipeline, StubLoop loop, Connection connection) {
    pipeline.addLast(Http2Handler.make(loop, connection));
  }
}
