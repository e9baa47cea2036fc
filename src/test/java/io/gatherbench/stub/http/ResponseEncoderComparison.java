package io.gatherbench.stub.http;

import io.gatherbench.stub.client.MinimalClient;
import io.gatherbench.stub.endpoint.Todo;
import io.gatherbench.stub.http.Http1Encoder.Persistence;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.ResponseWriter;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;

/**
 * Compares the stub's own encoder of responses with Netty's, by the processor time of the event
 * loop for a request. Both serve the same bytes to 64 connections, one request at a time on each,
 * on Linux; rounds alternate. Not a test: run it on an idle machine, after {@code mvn package}.
 *
 * <pre>
 * java -cp benchmarks.jar:target/test-classes io.gatherbench.stub.http.ResponseEncoderComparison
 * </pre>
 */
final class ResponseEncoderComparison {

  private static final int CONNECTIONS = 64;
  private static final int WARM_UP_GATHERS = 20_000;
  private static final int GATHERS = 5_000;
  private static final int ROUNDS = 15;
  private static final byte[] BODY = Todo.json(1);

  private ResponseEncoderComparison() {}

  /** Responds with the stub's own encoder. */
  private static final class OwnEncoder extends ChannelInboundHandlerAdapter {

    private static final PreparedResponse.Head HEAD =
        PreparedResponse.Head.of(PreparedResponse.JSON);

    private final Http1Encoder encoder = new Http1Encoder();
    private final Bytes body = Bytes.of(BODY);

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest) {
        context.write(
            encoder.head(
                context.alloc(),
                HEAD,
                System.nanoTime() & 0xFFFFF,
                false,
                Persistence.PERSISTENT,
                body.length(),
                body),
            context.voidPromise());
      }
      ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }
  }

  /** Responds through Netty's encoder. */
  private static final class NettyEncoder extends ChannelInboundHandlerAdapter {

    private static final DefaultHttpHeadersFactory HEADERS =
        DefaultHttpHeadersFactory.headersFactory().withValidation(false);

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest) {
        FullHttpResponse response =
            new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.OK,
                Unpooled.wrappedBuffer(BODY),
                HEADERS,
                HEADERS);
        response
            .headers()
            .set(HttpHeaderNames.CONTENT_TYPE, PreparedResponse.JSON)
            .set(ResponseWriter.LATENESS, Long.toString(System.nanoTime() & 0xFFFFF))
            .setInt(HttpHeaderNames.CONTENT_LENGTH, BODY.length);
        context.write(response, context.voidPromise());
      }
      ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }
  }

  /** A server with one of the encoders, and a client of it. */
  private static final class Candidate implements AutoCloseable {

    private final EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final long threadId;
    private final MinimalClient client;

    Candidate(boolean own) throws Exception {
      Channel server =
          new ServerBootstrap()
              .group(group)
              .channel(EpollServerSocketChannel.class)
              .childOption(ChannelOption.TCP_NODELAY, true)
              .childHandler(
                  new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                      channel
                          .pipeline()
                          .addLast(
                              new HttpRequestDecoder(
                                  new HttpDecoderConfig().setValidateHeaders(false)));
                      if (own) {
                        channel.pipeline().addLast(new OwnEncoder());
                      } else {
                        channel.pipeline().addLast(new HttpResponseEncoder(), new NettyEncoder());
                      }
                    }
                  })
              .bind("127.0.0.1", 0)
              .sync()
              .channel();
      int port = ((InetSocketAddress) server.localAddress()).getPort();
      threadId = group.submit(() -> Thread.currentThread().getId()).get();
      client = new MinimalClient(URI.create("http://127.0.0.1:" + port), CONNECTIONS);
    }

    /** Returns the loop's processor time for a request, in microseconds. */
    double measure(int gathers) throws Exception {
      long start = ManagementFactory.getThreadMXBean().getThreadCpuTime(threadId);
      for (int i = 0; i < gathers; i++) {
        client.gather("0ms");
      }
      long end = ManagementFactory.getThreadMXBean().getThreadCpuTime(threadId);
      return (end - start) / 1e3 / gathers / CONNECTIONS;
    }

    @Override
    public void close() throws IOException {
      client.close();
      group.shutdownGracefully();
    }
  }

  /** Prints the times of each round and their medians. Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("io.netty.buffer.checkBounds", "false");
    System.setProperty("io.netty.buffer.checkAccessible", "false");
    System.setProperty("io.netty.leakDetection.level", "disabled");
    try (Candidate own = new Candidate(true);
        Candidate netty = new Candidate(false)) {
      own.measure(WARM_UP_GATHERS);
      netty.measure(WARM_UP_GATHERS);
      double[] owns = new double[ROUNDS];
      double[] nettys = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        owns[i] = own.measure(GATHERS);
        nettys[i] = netty.measure(GATHERS);
        System.out.printf("round %2d: own %.3f us, Netty %.3f us%n", i + 1, owns[i], nettys[i]);
      }
      Arrays.sort(owns);
      Arrays.sort(nettys);
      System.out.printf(
          "medians: own %.3f us, Netty %.3f us, Netty ÷ own %.3f%n",
          owns[ROUNDS / 2], nettys[ROUNDS / 2], nettys[ROUNDS / 2] / owns[ROUNDS / 2]);
    }
  }
}
