package io.gatherbench.stub.exchange;

import io.gatherbench.stub.delay.DelayQueue;
import io.gatherbench.stub.delay.TimerSlack;
import io.gatherbench.stub.endpoint.Endpoints;
import io.gatherbench.stub.http.Http1Head;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import io.gatherbench.stub.ledger.LoopLedger;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.IncomingRequest;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.ResponseHead;
import io.gatherbench.stub.message.ResponseOptionsCache;
import io.gatherbench.stub.message.ResponseWriter;
import io.gatherbench.stub.message.Route;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One event loop of the stub, with all that its requests touch: nothing here is shared but what
 * {@link SharedState} names. A delayed answer occupies a timer and no thread.
 */
public final class StubLoop {

  private static final String LEDGER = Route.LEDGER.label();

  /** Often enough to see a loop that falls behind, and too seldom to keep it busy. */
  private static final long SAMPLE_NANOS = 50_000_000;

  private final SingleThreadEventLoop eventLoop;
  private final SharedState shared;
  private final LoopLedger ledger;
  private final DelayQueue timers;
  private final Endpoints endpoints;
  private final ResponseOptionsCache asks = new ResponseOptionsCache();
  private final Http1Head heads = new Http1Head();
  private final Runnable batchEnds = () -> batching = false;
  private boolean batching;
  private long batchStart;

  /** Made on the loop's own thread. */
  public StubLoop(EventLoop eventLoop, SharedState shared) {
    TimerSlack.lower();
    this.eventLoop = (SingleThreadEventLoop) eventLoop;
    this.shared = shared;
    this.timers = new DelayQueue(eventLoop);
    this.ledger = new LoopLedger(shared.inFlight());
    this.endpoints = new Endpoints(shared.limits());
    sampleLag(System.nanoTime() + SAMPLE_NANOS);
  }

  public EventLoop eventLoop() {
    return eventLoop;
  }

  public LoopLedger ledger() {
    return ledger;
  }

  public DelayQueue timers() {
    return timers;
  }

  public Http1Head heads() {
    return heads;
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
  public long batchStart(long now) {
    if (!batching) {
      batching = true;
      batchStart = now;
      eventLoop.executeAfterEventLoopIteration(batchEnds);
    }
    return batchStart;
  }

  /** Whether a request target is the ledger's. */
  public static boolean isLedger(String target) {
    return target.startsWith(LEDGER)
        && (target.length() == LEDGER.length() || target.charAt(LEDGER.length()) == '?');
  }

  /**
   * Starts the exchange for a request, which the ledger has counted. The answer may be written
   * before this returns.
   *
   * @param read when the request was decoded
   * @param batch the loop's {@link #batchStart} then
   */
  public Exchange start(IncomingRequest request, ResponseWriter reply, long read, long batch) {
    String target = request.target();
    Route route = Route.of(request.path());
    Exchange exchange = new Exchange(this, request, reply, route, read, batch);
    try {
      HttpMethod method = request.method();
      if (!route.takes(method)) {
        throw new BadRequestException(405, "method", method.name(), route.allowedMethods());
      }
      exchange.setAsk(asks.of(target, target.indexOf('?')));
      endpoints.of(route).handle(exchange);
    } catch (BadRequestException e) {
      exchange.fail(e);
    }
    return exchange;
  }

  /** As {@link #start}, for a request that is none. */
  public Exchange refuse(
      IncomingRequest request,
      ResponseWriter reply,
      long read,
      long batch,
      BadRequestException why) {
    Exchange exchange = new Exchange(this, request, reply, Route.OTHER, read, batch);
    exchange.failAndClose(why);
    return exchange;
  }

  /** Answers a request for the ledger, which no ledger counts. */
  public void ledger(HttpMethod method, ResponseWriter reply) {
    long readNanos = System.nanoTime();
    if (!Route.LEDGER.takes(method)) {
      BadRequestException why =
          new BadRequestException(405, "method", method.name(), Route.LEDGER.allowedMethods());
      reply.whole(why.head(0), why.body());
      return;
    }
    CompletableFuture<LedgerSnapshot> reading =
        method.equals(HttpMethod.DELETE) ? shared.reset() : shared.ledger().read();
    reading.thenAccept(
        taken ->
            eventLoop.execute(
                () -> {
                  Bytes body = Bytes.of(taken.toJson());
                  long late = System.nanoTime() - readNanos;
                  reply.whole(new ResponseHead(200, PreparedResponse.JSON, Map.of(), late), body);
                }));
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
