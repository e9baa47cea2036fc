package io.gatherbench.stub;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP server itself: Vert.x on the native transport where there is one. It runs in the calling
 * process; measurements use {@link StubProcess}, so that client and stub do not share a JVM.
 *
 * <p>Thread-safe once started.
 */
public final class StubServer implements AutoCloseable {

  private static final long STARTUP_SECONDS = 20;

  private final Vertx vertx;
  private final HttpServer server;
  private final Ledger ledger = new Ledger();

  /**
   * Starts serving.
   *
   * @throws IllegalStateException if the address cannot be bound; the message says why
   */
  public StubServer(StubOptions options) {
    TimerSlack.lower();
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(options.eventLoops()));
    try {
      StubIdentity identity =
          new StubIdentity(
              System.getProperty("java.version"), transportName(vertx), options.eventLoops());
      Routes routes = new Routes(ledger, identity);
      this.server =
          vertx
              .createHttpServer(
                  new HttpServerOptions()
                      .setHost(options.host())
                      .setPort(options.port())
                      .setTcpNoDelay(true)
                      .setAcceptBacklog(16_384)
                      .setIdleTimeout(0))
              .connectionHandler(routes::connected)
              .requestHandler(routes::handle)
              .listen()
              .await(STARTUP_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      vertx.close().await();
      throw new IllegalStateException(
          "cannot listen on " + options.host() + ":" + options.port() + ": " + e.getMessage(), e);
    }
  }

  /** The port that the server listens on. */
  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private static String transportName(Vertx vertx) {
    if (!vertx.isNativeTransportEnabled()) {
      return "nio";
    }
    return System.getProperty("os.name").startsWith("Linux") ? "epoll" : "kqueue";
  }
}
