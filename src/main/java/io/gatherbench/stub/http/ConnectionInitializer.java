package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.ledger.LoopLedger.Connection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Makes accepted connections serve HTTP, with or without TLS. Thread-safe. */
public final class ConnectionInitializer extends ChannelInitializer<Channel> {

  static final int MAX_LINE_BYTES = 8192;

  /** The most bytes of all headers of one request. */
  static final int MAX_HEADER_BYTES = 16_384;

  private static final System.Logger LOG =
      System.getLogger(ConnectionInitializer.class.getPackageName());

  private final Map<EventLoop, StubLoop> loops;
  private final Map<EventLoop, Http1Encoder> encoders = new IdentityHashMap<>();
  private final SslContext tls;

  /** Creates the initializer of a server for HTTPS, or for HTTP if {@code tls} is null. */
  public ConnectionInitializer(Map<EventLoop, StubLoop> loops, SslContext tls) {
    this.loops = loops;
    this.tls = tls;
    loops.keySet().forEach(loop -> encoders.put(loop, new Http1Encoder()));
  }

  @Override
  protected void initChannel(Channel channel) {
    EventLoop loop = channel.eventLoop();
    if (tls != null) {
      channel.pipeline().addLast(tls.newHandler(channel.alloc()));
    }
    channel.pipeline().addLast(new ProtocolDetector(loops.get(loop), encoders.get(loop)));
  }

  static void close(ChannelHandlerContext context, Throwable cause) {
    log(cause);
    context.close();
  }

  /** Logs mistakes of the stub; resets and broken protocols are the client's, and in the ledger. */
  static void log(Throwable cause) {
    if (!(cause instanceof IOException || cause instanceof CodecException)) {
      LOG.log(System.Logger.Level.ERROR, "a connection is closed by a mistake of the stub", cause);
    }
  }

  /** Detects HTTP/2, with or without TLS, by its preface, with which no HTTP/1.1 request begins. */
  private static final class ProtocolDetector extends ByteToMessageDecoder {

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
        connection = loop.ledger().connectionOpened();
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
      close(failed, cause);
    }
  }
}
