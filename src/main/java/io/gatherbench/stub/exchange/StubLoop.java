package io.gatherbench.stub.exchange;

import io.gatherbench.stub.delay.DelayQueue;
import io.gatherbench.stub.delay.TimerSlack;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import io.gatherbench.stub.ledger.LoopLedger;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.IncomingRequest;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.ResponseHead;
import io.gatherbench.stub.message.ResponseOptionsCache;
import io.gatherbench.stub.message.ResponseWriter;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One event loop of the stub, with everything that its requests use. Only {@link SharedState} is
 * shared between loops. A delayed response occupies a timer and no thread.
 */
public final class StubLoop {

  /** Period of the timer whose lateness is sampled. */
  private static final long SAMPLE_NANOS = 50_000_000;

  private final SingleThreadEventLoop eventLoop;
  private final SharedState shared;
  private final Routes routes;
  private final LoopLedger ledger;
  private final DelayQueue delays;
  private final ResponseOptionsCache options = new ResponseOptionsCache();
  private final Runnable batchEnds = () -> batching = false;
  private boolean batching;
  private long batchStart;

  /** Creates the loop whose thread this is, and adds its part to the ledger. */
  public StubLoop(EventLoop eventLoop, SharedState shared, Routes routes) {
    TimerSlack.lower();
    this.eventLoop = (SingleThreadEventLoop) eventLoop;
    this.shared = shared;
    this.routes = routes;
    this.delays = new DelayQueue(eventLoop);
    this.ledger = new LoopLedger(shared.ledger(), routes.labels());
    shared.ledger().add(eventLoop, ledger, delays);
    sampleLag(System.nanoTime() + SAMPLE_NANOS);
  }

  public LoopLedger ledger() {
    return ledger;
  }

  DelayQueue delays() {
    return delays;
  }

  /** Returns the next request's place in the order of arrival, from 1. */
  long nextArrival() {
    return shared.arrivals().incrementAndGet();
  }

  /**
   * Returns when the loop woke up to read what had arrived: the time of the first request since.
   *
   * @param now the time of this request
   */
  public long batchStart(long now) {
    if (!batching) {
      batching = true;
      batchStart = now;
      eventLoop.executeAfterEventLoopIteration(batchEnds);
    }
    return batchStart;
  }

  /** Returns true if a request target is the ledger's. */
  public static boolean isLedger(String target) {
    if (target.startsWith(Route.LEDGER)) {
      int length = Route.LEDGER.length();
      return target.length() == length || target.charAt(length) == '?';
    }
    return !target.startsWith("/") && IncomingRequest.path(target).equals(Route.LEDGER);
  }

  /**
   * Starts the exchange for a request, which the ledger has counted. The response may be written
   * before this returns.
   *
   * @param read when the request was decoded
   * @param batch the loop's {@link #batchStart} then
   */
  public Exchange start(IncomingRequest request, ResponseWriter response, long read, long batch) {
    Route route = routes.of(request.path());
    Exchange exchange = new Exchange(this, request, response, route, read, batch);
    try {
      checkMethod(route, request.method());
      exchange.setOptions(options.of(request.target()));
      route.endpoint().handle(exchange);
    } catch (BadRequestException e) {
      exchange.fail(e);
    }
    return exchange;
  }

  /** Responds to a request that could not be decoded; otherwise as {@link #start}. */
  public Exchange refuse(
      IncomingRequest request,
      ResponseWriter response,
      long read,
      long batch,
      BadRequestException why) {
    Exchange exchange = new Exchange(this, request, response, routes.other(), read, batch);
    exchange.failAndClose(why);
    return exchange;
  }

  /** Counts a request, which the ledger has counted as read, as aborted before its exchange. */
  public void abortedUnstarted() {
    ledger.requestAborted(routes.other().index());
  }

  /** Responds to a request for the ledger, which no ledger counts. */
  public void respondWithLedger(HttpMethod method, ResponseWriter response) {
    long readNanos = System.nanoTime();
    try {
      checkMethod(routes.of(Route.LEDGER), method);
    } catch (BadRequestException e) {
      response.write(e.head(0), e.body());
      return;
    }
    CompletableFuture<LedgerSnapshot> snapshot =
        method.equals(HttpMethod.DELETE) ? shared.reset() : shared.ledger().read();
    snapshot.thenAccept(
        taken ->
            eventLoop.execute(
                () -> {
                  Bytes body = Bytes.of(taken.toJson());
                  long late = System.nanoTime() - readNanos;
                  response.write(
                      new ResponseHead(200, PreparedResponse.JSON, Map.of(), late), body);
                }));
  }

  private static void checkMethod(Route route, HttpMethod method) throws BadRequestException {
    if (!route.takes(method)) {
      throw new BadRequestException(405, "method", method.name(), route.methods());
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
