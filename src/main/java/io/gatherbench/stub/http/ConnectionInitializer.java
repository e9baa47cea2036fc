package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.ledger.Connection;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Makes accepted connections serve HTTP: by their first bytes, or over TLS by what both sides agree
 * on in the handshake. Thread-safe.
 */
public final class ConnectionInitializer extends ChannelInitializer<Channel> {

  /** The longest request line, in bytes. */
  static final int MAX_LINE_BYTES = 8192;

  /** The most bytes of all headers of one request. */
  static final int MAX_HEADER_BYTES = 16_384;

  private static final HttpDecoderConfig LIMITS =
      new HttpDecoderConfig()
          .setMaxInitialLineLength(MAX_LINE_BYTES)
          .setMaxHeaderSize(MAX_HEADER_BYTES)
          .setValidateHeaders(false);

  private final Map<EventLoop, Protocols> protocols = new IdentityHashMap<>();
  private final SslContext tls;

  /**
   * Creates the initializer of a server.
   *
   * @param loops the server's event loops
   * @param tls for HTTPS, or null for HTTP
   */
  public ConnectionInitializer(Map<EventLoop, StubLoop> loops, SslContext tls) {
    loops.forEach(
        (eventLoop, loop) -> protocols.put(eventLoop, new Protocols(loop, new Http1Encoder())));
    this.tls = tls;
  }

  @Override
  protected void initChannel(Channel channel) {
    Protocols choice = protocols.get(channel.eventLoop());
    if (tls == null) {
      channel.pipeline().addLast(new ProtocolDetector(choice));
    } else {
      channel.pipeline().addLast(tls.newHandler(channel.alloc()), new AlpnHandler(choice));
    }
  }

  /** The protocols of the connections of one event loop. */
  record Protocols(StubLoop loop, Http1Encoder encoder) {

    void useHttp1(ChannelPipeline pipeline, Connection connection) {
      pipeline.addLast(
          new HttpRequestDecoder(LIMITS), new Http1Connection(loop, connection, encoder));
    }

    void useHttp2(ChannelPipeline pipeline, Connection connection) {
      pipeline.addLast(Http2Handler.make(loop, connection));
    }
  }

  /** Uses the protocol that both sides agreed on in the handshake. */
  private static final class AlpnHandler extends ApplicationProtocolNegotiationHandler {

    private final Protocols protocols;

    AlpnHandler(Protocols protocols) {
      super(ApplicationProtocolNames.HTTP_1_1);
      this.protocols = protocols;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
      Connection connection = new Connection(protocols.loop().ledger());
      if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
        protocols.useHttp2(context.pipeline(), connection);
      } else {
        protocols.useHttp1(context.pipeline(), connection);
      }
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
      ConnectionErrors.close(failed, cause);
    }
  }
}
