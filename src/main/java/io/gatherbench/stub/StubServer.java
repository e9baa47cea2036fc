package io.gatherbench.stub;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.transport.Transport;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The HTTP server itself: Vert.x on the native transport where there is one. It runs in the calling
 * process; measurements use {@link StubProcess}, so that client and stub do not share a JVM.
 *
 * <p>Thread-safe once started.
 */
public final class StubServer implements AutoCloseable {

  /** The longest request line, in bytes. */
  static final int MAX_LINE_BYTES = 8192;

  /** The most bytes of all headers of one request. */
  static final int MAX_HEADER_BYTES = 16_384;

  private static final long PATIENCE_SECONDS = 20;

  private final StubOptions options;
  private final Vertx vertx;
  private final SharedState shared;
  private final int port;

  /**
   * Starts serving.
   *
   * @throws StubStartException if the address cannot be bound, or the transport is not there
   */
  public StubServer(StubOptions options) {
    this.options = options;
    Transport transport = options.transport().resolve();
    this.vertx =
        Vertx.builder()
            .with(new VertxOptions().setEventLoopPoolSize(options.eventLoops()))
            .withTransport(transport)
            .build();
    this.shared =
        SharedState.of(
            new StubIdentity(
                System.getProperty("java.version"), transport.name(), options.eventLoops()));
    try {
      this.port = listen();
      // What starting took is nothing that a client could meet.
      shared.reset().await();
    } catch (RuntimeException e) {
      vertx.close().await();
      throw e;
    }
  }

  /** The port that the server listens on. */
  public int port() {
    return port;
  }

  /** Where the server listens, for example {@code http://127.0.0.1:40123}. */
  public URI address() {
    String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
    return URI.create((options.tls() ? "https" : "http") + "://" + host + ":" + port);
  }

  /** What the stub has seen since the last reset. */
  public LedgerReading ledger() {
    return shared.ledger().read().await();
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  /** Lets every event loop listen on one port; Vert.x hands connections to them in turn. */
  private int listen() {
    HttpServerOptions settings = settings();
    SocketAddress address =
        options.port() == 0
            ? SocketAddress.sharedRandomPort(1, options.host())
            : SocketAddress.inetSocketAddress(options.port(), options.host());
    int bound = 0;
    for (ContextInternal context : contexts()) {
      bound = await(start(context, settings, address)).actualPort();
    }
    return bound;
  }

  private List<ContextInternal> contexts() {
    VertxInternal internal = (VertxInternal) vertx;
    List<ContextInternal> contexts = new ArrayList<>();
    for (EventExecutor loop : internal.nettyEventLoopGroup()) {
      contexts.add(
          internal
              .contextBuilder()
              .withThreadingModel(ThreadingModel.EVENT_LOOP)
              .withEventLoop((EventLoop) loop)
              .build());
    }
    return contexts;
  }

  private Future<HttpServer> start(
      ContextInternal context, HttpServerOptions settings, SocketAddress address) {
    return Future.future(
        promise ->
            context.runOnContext(
                on -> {
                  StubLoop loop = new StubLoop(context.nettyEventLoop(), shared);
                  shared.ledger().add(loop);
                  vertx
                      .createHttpServer(settings)
                      .connectionHandler(loop::connected)
                      .requestHandler(loop::handle)
                      .invalidRequestHandler(loop::handleInvalid)
                      .exceptionHandler(
                          failure -> {
                            // A client that breaks off before its first request: nothing to tell.
                          })
                      .listen(address)
                      .onComplete(promise);
                }));
  }

  private HttpServerOptions settings() {
    HttpServerOptions settings =
        new HttpServerOptions()
            .setTcpNoDelay(true)
            .setAcceptBacklog(16_384)
            .setIdleTimeout(0)
            .setStrictThreadMode(true)
            .setMaxInitialLineLength(MAX_LINE_BYTES)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setInitialSettings(
                new Http2Settings()
                    .setMaxConcurrentStreams(1_000_000)
                    .setMaxHeaderListSize(MAX_HEADER_BYTES))
            // A strategy that cancels what it does not need resets streams all the time.
            .setHttp2RstFloodMaxRstFramePerWindow(Integer.MAX_VALUE);
    if (options.tls()) {
      settings.setSsl(true).setUseAlpn(true).setKeyCertOptions(StubCertificate.of(options.host()));
    }
    return settings;
  }

  private HttpServer await(Future<HttpServer> starting) {
    try {
      return starting
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw refused(e.getCause());
    } catch (TimeoutException e) {
      throw new StubStartException("host", options.host(), "an address that can be listened on");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the stub started", e);
    }
  }

  private StubStartException refused(Throwable cause) {
    String reason =
        String.valueOf(cause.getMessage())
            .replaceAll("\\s+", " ")
            .replaceFirst("^bind\\(\\.\\.\\) failed with error\\(-?\\d+\\): ", "");
    boolean inUse = reason.contains("in use");
    boolean forbidden = reason.contains("ermission denied");
    if (inUse || forbidden) {
      return new StubStartException(
          "port", Integer.toString(options.port()), "a free port, or 0 for any (" + reason + ")");
    }
    return new StubStartException(
        "host", options.host(), "an address of this machine (" + reason + ")");
  }
}
