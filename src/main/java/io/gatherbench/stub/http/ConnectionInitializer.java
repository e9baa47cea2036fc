package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.StubLoop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.CodecException;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;

/** Makes accepted connections serve HTTP, with or without TLS. Thread-safe. */
public final class ConnectionInitializer extends ChannelInitializer<Channel> {

  private static final System.Logger LOG =
      System.getLogger(ConnectionInitializer.class.getPackageName());

  private final Map<EventLoop, StubLoop> loops;
  private final Map<EventLoop, Http1Encoder> encoders = new IdentityHashMap<>();
  private final SslContext tls;

  /**
   * Creates the initializer of a server.
   *
   * @param loops the server's event loops
   * @param tls for HTTPS, or null for HTTP
   */
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

  /**
   * Logs an error as one of the stub, unless the client has reset its connection or broken its
   * protocol: that shows in the ledger as lost exchanges.
   */
  static void log(Throwable cause) {
    if (!(cause instanceof IOException || cause instanceof CodecException)) {
      LOG.log(System.Logger.Level.ERROR, "a connection is closed by a mistake of the stub", cause);
    }
  }
}
