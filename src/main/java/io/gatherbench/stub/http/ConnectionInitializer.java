package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.ledger.Agreement;
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
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Makes accepted connections serve HTTP, with or without TLS as the client wants. Thread-safe. */
public final class ConnectionInitializer extends ChannelInitializer<Channel> {

  static final int MAX_LINE_BYTES = 8192;

  /** The most bytes of all headers of one request. */
  static final int MAX_HEADER_BYTES = 16_384;

  private static final System.Logger LOG =
      System.getLogger(ConnectionInitializer.class.getPackageName());

  private static final byte HANDSHAKE_RECORD = 22;
  private static final ByteBuf PREFACE = Http2CodecUtil.connectionPrefaceBuf();
  private static final HttpDecoderConfig LIMITS =
      new HttpDecoderConfig()
          .setMaxInitialLineLength(MAX_LINE_BYTES)
          .setMaxHeaderSize(MAX_HEADER_BYTES)
          .setValidateHeaders(false);

  private final Map<EventLoop, StubLoop> loops;
  private final Map<EventLoop, Http1Encoder> encoders = new IdentityHashMap<>();
  private final StubTls tls;

  public ConnectionInitializer(Map<EventLoop, StubLoop> loops, StubTls tls) {
    this.loops = loops;
    this.tls = tls;
    loops.keySet().forEach(loop -> encoders.put(loop, new Http1Encoder()));
  }

  @Override
  protected void initChannel(Channel channel) {
    EventLoop loop = channel.eventLoop();
    channel.pipeline().addLast(new ProtocolDetector(loops.get(loop), encoders.get(loop), null));
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

  /**
   * Detects TLS by the type of its first record, and HTTP/2, with or without TLS, by its preface:
   * no request of HTTP/1.1 begins with either.
   */
  private final class ProtocolDetector extends ByteToMessageDecoder {

    private final StubLoop loop;
    private final Http1Encoder encoder;
    private final ServerHelloReader hello;
    private Connection connection;
    private boolean awaitsTls;

    /** Creates a detector below TLS; or of what comes first, with a null {@code hello}. */
    ProtocolDetector(StubLoop loop, Http1Encoder encoder, ServerHelloReader hello) {
      this.loop = loop;
      this.encoder = encoder;
      this.hello = hello;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
      if (awaitsTls) {
        return;
      }
      if (hello == null && in.getByte(in.readerIndex()) == HANDSHAKE_RECORD) {
        awaitsTls = true;
        context.channel().config().setAutoRead(false);
        tls.certificate()
            .whenCompleteAsync(
                (made, failure) -> secure(context, made, failure), context.executor());
        return;
      }
      if (connection == null) {
        connection = loop.ledger().connectionOpened();
      }
      int length = Math.min(in.readableBytes(), PREFACE.readableBytes());
      if (!ByteBufUtil.equals(in, in.readerIndex(), PREFACE, 0, length)) {
        connection.agreed(agreement(context, "HTTP_1_1", "HTTPS_1_1"));
        Http1Connection http1 = new Http1Connection(loop, connection, encoder);
        context.pipeline().addLast(new HttpRequestDecoder(LIMITS), http1).remove(this);
      } else if (length == PREFACE.readableBytes()) {
        connection.agreed(agreement(context, "H2C", "H2"));
        context.pipeline().addLast(new Http2Handler(loop, connection)).remove(this);
      }
    }

    /** Begins TLS with the bytes that have arrived. */
    private void secure(ChannelHandlerContext context, StubCertificate made, Throwable failure) {
      if (failure != null) {
        close(context, failure);
      } else if (!context.isRemoved()) {
        ServerHelloReader reader = new ServerHelloReader();
        context
            .pipeline()
            .addLast(reader, made.context().newHandler(context.alloc()))
            .addLast(new ProtocolDetector(loop, encoder, reader))
            .remove(this);
        context.channel().config().setAutoRead(true);
      }
    }

    private Agreement agreement(ChannelHandlerContext context, String plain, String secure) {
      return hello == null
          ? new Agreement(plain, null)
          : new Agreement(
              secure, hello.tls(context.pipeline().get(SslHandler.class).engine().getSession()));
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
