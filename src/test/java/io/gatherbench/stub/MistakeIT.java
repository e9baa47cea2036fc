package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.exchange.Route;
import io.gatherbench.stub.exchange.SharedState;
import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.http.ConnectionInitializer;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.PreparedResponse;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Endpoints that throw what no endpoint should throw. */
class MistakeIT {

  private static final Logger LOG = Logger.getLogger(Exchange.class.getPackageName());

  private final SharedState shared = new SharedState("nio", 1, Duration.ZERO);
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          logged.add(record);
        }

        @Override
        public void flush() {
          // Nothing is kept back.
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
  private URI address;

  @BeforeEach
  void start() throws Exception {
    LOG.addHandler(handler);
    LOG.setUseParentHandlers(false);
    List<Route> routes =
        List.of(
            Route.of(0, "GET", "/fine", "", exchange -> exchange.respond(text("fine"))),
            Route.of(1, Route.ANY, "/throws", "", MistakeIT::fail),
            Route.of(2, Route.ANY, "/overflows", "", exchange -> overflow(0)),
            Route.of(3, Route.ANY, "/body", "", exchange -> exchange.readBody(body -> fail(null))),
            Route.of(4, Route.ANY, "/stream", "", MistakeIT::stream),
            Route.of(5, Route.ANY, "/late", "", MistakeIT::late),
            Route.of(6, Route.ANY, "other", "", exchange -> exchange.respond(text("other"))));
    EventLoop loop = loops.next();
    StubLoop stub = loop.submit(() -> new StubLoop(loop, shared, routes)).get();
    Channel bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(new ConnectionInitializer(Map.of(loop, stub), null))
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
    int port = ((InetSocketAddress) bound.localAddress()).getPort();
    address = URI.create("http://127.0.0.1:" + port);
  }

  @AfterEach
  void stop() {
    LOG.removeHandler(handler);
    LOG.setUseParentHandlers(true);
    loops.shutdownGracefully().awaitUninterruptibly();
  }

  private static PreparedResponse.Whole text(String text) {
    return PreparedResponse.of(PreparedResponse.TEXT, Bytes.of(text));
  }

  private static void fail(Exchange exchange) {
    throw new IllegalStateException("a mistake at " + exchange);
  }

  private static int overflow(int depth) {
    return depth < 0 ? 0 : 1 + overflow(depth + 1);
  }

  /** Throws when the second of three items is made. */
  private static void stream(Exchange exchange) {
    respond(
        exchange,
        PreparedResponse.items(
            PreparedResponse.TEXT,
            3,
            i -> i == 1 ? Bytes.of(List.of("").get(i)) : Bytes.of("item"),
            Latency.NONE,
            0,
            0));
  }

  /** Throws when the response is due. */
  private static void late(Exchange exchange) {
    respond(exchange, new PreparedResponse.Whole(null, Bytes.of("without a head"), 1_000_000, 0));
  }

  private static void respond(Exchange exchange, PreparedResponse response) {
    try {
      exchange.respond(response);
    } catch (io.gatherbench.stub.message.BadRequestException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"/throws", "/overflows", "/body", "/late"})
  void mistakeIsAnsweredWith500(String target) throws Exception {
    try (Wire wire = new Wire(address)) {
      wire.send("POST " + target + " HTTP/1.1\r\nHost: s\r\nContent-Length: 2\r\n\r\n{}");
      assertThat(wire.readResponse())
          .startsWith("HTTP/1.1 500")
          .contains("{\"error\":\"stub\",\"value\":\"java.lang.");
      assertThat(wire.get("/fine").readResponse()).endsWith("fine");
    }
    assertLogged(target, "500");
  }

  @Test
  void mistakeInAStreamEndsItsConnection() throws Exception {
    try (Wire wire = new Wire(address);
        Wire other = new Wire(address)) {
      wire.get("/stream");
      assertThat(readToEnd(wire)).doesNotContain("HTTP/1.1 500", "\r\n0\r\n");
      assertThat(other.get("/fine").readResponse()).endsWith("fine");
    }
    assertLogged("/stream", "aborted");
  }

  @ParameterizedTest
  @CsvSource({"/throws, 500", "/overflows, 500", "/late, 500", "/stream, aborted"})
  void mistakeEndsItsStreamOnly(String target, String end) throws Exception {
    try (Http2Wire wire = new Http2Wire(address, 65_535)) {
      wire.request(1, "GET", "/fine?latency=100ms").request(3, "GET", target);
      Http2Wire.Frame frame = wire.next();
      while (frame.stream() == 3) {
        if (frame.head() != null) {
          assertThat(frame.status()).isEqualTo(end.equals("500") ? "500" : "200");
        }
        frame = wire.next();
      }
      assertThat(frame.stream()).isEqualTo(1);
      assertThat(frame.status()).isEqualTo("200");
    }
    assertLogged(target, end);
  }

  private void assertLogged(String target, String end) throws Exception {
    LedgerSnapshot seen = shared.ledger().read(false).get();
    assertThat(seen.endpoints())
        .isEqualTo(Map.of("/fine", Map.of("200", 1L), target, Map.of(end, 1L)));
    Ledgers.assertAddsUp(seen);
    assertThat(logged).hasSize(1);
    assertThat(logged.get(0).getMessage())
        .isEqualTo("a request for " + target + " failed by a mistake of the stub");
    assertThat(logged.get(0).getThrown()).isNotNull();
  }

  private static String readToEnd(Wire wire) {
    try {
      return wire.readToEnd();
    } catch (IOException e) {
      return "reset";
    }
  }
}
