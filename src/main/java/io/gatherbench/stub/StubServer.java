package io.gatherbench.stub;

import io.gatherbench.stub.endpoint.Endpoints;
import io.gatherbench.stub.exchange.SharedState;
import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.http.ConnectionInitializer;
import io.gatherbench.stub.http.StubCertificate;
import io.gatherbench.stub.http.StubTls;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.ZonedDateTime;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The HTTP server, in the calling process. Measurements use {@link StubProcess}, so that client and
 * stub do not share a JVM. Thread-safe once started.
 */
public final class StubServer implements AutoCloseable {

  private static final int BACKLOG = 16_384;
  private static final long START_SECONDS = 20;
  private static final long CLOSE_SECONDS = 5;

  /** How long nothing is accepted after accepting has failed. */
  private static final long PAUSE_MILLIS = 200;

  /** How long accepting must have worked before another failure is reported. */
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** Referred to, because the JDK forgets the level of a logger that is not. */
  private static final Logger NETTY_LOG = Logger.getLogger("io.netty");

  private final StubOptions options;
  private final SharedState shared;
  private final EventLoopGroup acceptor;
  private final EventLoopGroup eventLoops;
  private final int port;

  /**
   * Switches off checks of Netty that a private network does not need, and remarks of its log on
   * what clients do, unless the user has set them. Only a process whose purpose is to be a stub
   * calls this, before it loads Netty's classes.
   */
  public static void tuneNetty() {
    Properties properties = System.getProperties();
    properties.putIfAbsent("io.netty.buffer.checkBounds", "false");
    properties.putIfAbsent("io.netty.buffer.checkAccessible", "false");
    properties.putIfAbsent("io.netty.leakDetection.level", "disabled");
    if (NETTY_LOG.getLevel() == null) {
      NETTY_LOG.setLevel(Level.WARNING);
    }
  }

  /** Starts a server; throws {@link StubStartException} if its options do not work here. */
  public StubServer(StubOptions options) {
    this(options, new StubTls(options.host()));
  }

  /** Starts a server as above, with a certificate that several may have. */
  public StubServer(StubOptions options, StubTls tls) {
    // Reads the time zones, as logging does: without a file left to open, that would end a thread.
    ZonedDateTime.now();
    this.options = options;
    StubTransport transport = options.transport().resolve();
    this.shared =
        new SharedState(transport.label, options.maxConcurrentStreams(), options.plantedLateness());
    this.acceptor = group(1, "stub-acceptor", transport);
    this.eventLoops = group(options.eventLoops(), "stub-event-loop", transport);
    try {
      this.port = listen(transport, tls);
      // The ledger leaves out what starting took.
      shared.reset().join();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  public int port() {
    return port;
  }

  /** Returns where the server listens, for example {@code http://127.0.0.1:40123}. */
  public URI address() {
    String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
    return URI.create((options.tls() ? "https" : "http") + "://" + host + ":" + port);
  }

  /** Returns the ledger; throws {@code CompletionException} if the event loops do not respond. */
  public LedgerSnapshot ledger() {
    return shared.ledger().read(false).orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Closes all connections; event loops that do not end within a time limit are left alone. */
  @Override
  public void close() {
    acceptor.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
    eventLoops
        .shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    acceptor.terminationFuture().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
  }

  private static EventLoopGroup group(int threads, String name, StubTransport transport) {
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory(name), transport.handlers.get());
  }

  /** Makes one thread accept connections for the event loops in turn; returns the port. */
  private int listen(StubTransport transport, StubTls tls) {
    InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
    if (address.isUnresolved()) {
      throw refused("there is no such host");
    }
    if (options.tls()) {
      tls.certificate().join();
    }
    ChannelFuture bound =
        new ServerBootstrap()
            .group(acceptor, eventLoops)
            .channel(transport.serverChannel)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .handler(new AcceptPause())
            .childHandler(new ConnectionInitializer(loops(tls), tls))
            .bind(address);
    if (!bound.awaitUninterruptibly(START_SECONDS, TimeUnit.SECONDS)) {
      throw refused("it takes too long");
    }
    if (!bound.isSuccess()) {
      throw refused(bound.cause().getMessage());
    }
    return ((InetSocketAddress) bound.channel().localAddress()).getPort();
  }

  private Map<EventLoop, StubLoop> loops(StubTls tls) {
    Map<EventLoop, StubLoop> loops = new IdentityHashMap<>();
    Supplier<CompletableFuture<String>> certificate =
        () -> tls.certificate().thenApply(StubCertificate::pem);
    for (EventExecutor executor : eventLoops) {
      EventLoop loop = (EventLoop) executor;
      Callable<StubLoop> create =
          () -> new StubLoop(loop, shared, new Endpoints(shared, certificate).table());
      loops.put(loop, loop.submit(create).awaitUninterruptibly().getNow());
    }
    return loops;
  }

  /** Pauses accepting where it fails, which is when the process has no file descriptors left. */
  private static final class AcceptPause extends ChannelInboundHandlerAdapter {

    private boolean failed;
    private long failedNanos;

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      long now = System.nanoTime();
      boolean report = !failed || now - failedNanos > QUIET_NANOS;
      failed = true;
      failedNanos = now;
      if (report) {
        System.err.println("gatherbench: the stub cannot accept: " + reason(cause.getMessage()));
      }
      ChannelConfig config = context.channel().config();
      config.setAutoRead(false);
      context
          .executor()
          .schedule(() -> config.setAutoRead(true), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static String reason(String cause) {
    String prefix = "^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ";
    return String.valueOf(cause).replaceAll("\\s+", " ").replaceFirst(prefix, "");
  }

  private StubStartException refused(String cause) {
    String reason = reason(cause);
    return reason.contains("in use") || reason.contains("ermission denied")
        ? new StubStartException(
            "port", String.valueOf(options.port()), "a free port, or 0 for any (" + reason + ")")
        : new StubStartException(
            "host", options.host(), "an address of this machine (" + reason + ")");
  }
}
