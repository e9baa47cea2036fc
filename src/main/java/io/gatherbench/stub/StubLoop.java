package io.gatherbench.stub;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/**
 * One event loop of the stub, with all that its requests touch: nothing here is shared but what
 * {@link SharedState} names. A delayed answer occupies a timer and no thread.
 */
final class StubLoop {

  /** Often enough to see a loop that falls behind, and too seldom to keep it busy. */
  private static final long SAMPLE_NANOS = 50_000_000;

  private final SingleThreadEventLoop eventLoop;
  private final SharedState shared;
  private final LoopLedger ledger;
  private final Timers timers;
  private final Endpoints endpoints;
  private final AskCache asks = new AskCache();
  private final Runnable batchEnds = () -> batching = false;
  private boolean batching;
  private long batchStart;

  /** Made on the loop's own thread. */
  StubLoop(EventLoop eventLoop, SharedState shared) {
    TimerSlack.lower();
    this.eventLoop = (SingleThreadEventLoop) eventLoop;
    this.shared = shared;
    this.timers = new Timers(eventLoop);
    this.ledger = new LoopLedger(shared.inFlight());
    this.endpoints = new Endpoints(shared.limits());
    sampleLag(System.nanoTime() + SAMPLE_NANOS);
  }

  EventLoop eventLoop() {
    return eventLoop;
  }

  LoopLedger ledger() {
    return ledger;
  }

  Timers timers() {
    return timers;
  }

  /** The next request's place in the order of arrival, from 1. */
  long nextArrival() {
    return shared.arrivals().incrementAndGet();
  }

  /**
   * When the loop woke up to read what had arrived: the time of the first request since then.
   *
   * @param now the time of this request
   */
  long batchStart(long now) {
    if (!batching) {
      batching = true;
      batchStart = now;
      eventLoop.executeAfterEventLoopIteration(batchEnds);
    }
    return batchStart;
  }

  void connected(HttpConnection connection) {
    Connection.watch(connection, this);
  }

  void handle(HttpServerRequest request) {
    String target = request.uri();
    Connection connection = Connection.of(request.connection());
    if (Connection.isLedger(target)) {
      connection.ledgerAsked();
      ledger(request);
      return;
    }
    int mark = target.indexOf('?');
    Route route = Route.of(request.path());
    Exchange exchange = new Exchange(this, request, route);
    connection.requestHandedOver(request.version(), exchange);
    try {
      if (!route.takes(request.method())) {
        throw new BadInputException(405, "method", request.method().name(), route.allowedMethods());
      }
      exchange.setAsk(asks.of(target, mark));
      endpoints.of(route).handle(exchange);
    } catch (BadInputException e) {
      exchange.fail(e);
    }
  }

  /** A request that could not be decoded. */
  void handleInvalid(HttpServerRequest request) {
    Exchange exchange = new Exchange(this, request, Route.OTHER);
    Connection.of(request.connection()).requestHandedOver(request.version(), exchange);
    exchange.failAndClose(refusal(request.decoderResult().cause()));
  }

  private static BadInputException refusal(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return new BadInputException(
          414, "target", "more", "up to " + StubServer.MAX_LINE_BYTES + " bytes");
    }
    if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongFrameException) {
      return new BadInputException(
          431, "headers", "more", "up to " + StubServer.MAX_HEADER_BYTES + " bytes");
    }
    return new BadInputException("request", String.valueOf(cause.getMessage()), "HTTP");
  }

  private void ledger(HttpServerRequest request) {
    long readNanos = System.nanoTime();
    HttpMethod method = request.method();
    request.response().putHeader(HttpHeaders.CONTENT_TYPE, Answer.JSON);
    if (!Route.LEDGER.takes(method)) {
      request
          .response()
          .putHeader(HttpHeaders.ALLOW, Route.LEDGER.allowedMethods())
          .putHeader(Exchange.LATENESS, Digits.of(0))
          .setStatusCode(405)
          .end(
              Exchange.describe(
                  new BadInputException(
                      405, "method", method.name(), Route.LEDGER.allowedMethods())));
      return;
    }
    boolean resets = method == HttpMethod.DELETE;
    Future<LedgerReading> reading = resets ? shared.reset() : shared.ledger().read();
    reading.onSuccess(taken -> eventLoop.execute(() -> send(request, taken, readNanos)));
  }

  private static void send(HttpServerRequest request, LedgerReading reading, long readNanos) {
    if (!request.response().closed()) {
      String body = reading.toJson();
      request
          .response()
          .putHeader(Exchange.LATENESS, Digits.of(System.nanoTime() - readNanos))
          .end(body);
    }
  }

  private void sampleLag(long dueNanos) {
    eventLoop.schedule(
        () -> {
          long now = System.nanoTime();
          ledger.lagged(now - dueNanos);
          sampleLag(now + SAMPLE_NANOS);
        },
        dueNanos - System.nanoTime(),
        TimeUnit.NANOSECONDS);
  }
}
