package io.gatherbench.stub;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/**
 * One request in hand: reads its body, holds the answer back until it is due, writes it, and tells
 * the ledger how it ended, exactly once. Used on its event loop only.
 */
final class Exchange implements Runnable, Handler<Void>, RequestTimes {

  /** The header in which every answer carries its own lateness. */
  static final CharSequence LATENESS = HttpHeaders.createOptimized("stub-lateness-nanos");

  private static final long LINGER_MILLIS = 500;

  /** Makes an answer of a request's body. */
  interface BodyHandler {
    void handle(Buffer body) throws BadInputException;
  }

  private final StubLoop loop;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Route route;
  private Ask ask;
  private long number = Ask.UNSTATED;
  private long readNanos;
  private long batchNanos;
  private long askedNanos;
  private Answer answer;
  private Timers.Delay delay;
  private boolean ended;

  Exchange(StubLoop loop, HttpServerRequest request, Route route) {
    this.loop = loop;
    this.request = request;
    this.response = request.response();
    this.route = route;
  }

  @Override
  public void set(long read, long batch) {
    readNanos = read;
    batchNanos = batch;
  }

  void setAsk(Ask asked) {
    ask = asked;
  }

  /** States the request's number, for a query that states none. */
  void setNumber(long stated) {
    number = stated;
  }

  Ask ask() {
    return ask;
  }

  HttpServerRequest request() {
    return request;
  }

  HttpServerResponse response() {
    return response;
  }

  StubLoop loop() {
    return loop;
  }

  /** What stands in the path where the endpoint's label has a name in braces. */
  String variable() {
    return route.variable(request.path());
  }

  boolean isHttp2() {
    return request.version() == HttpVersion.HTTP_2;
  }

  /** Whether its end has been told to the ledger. */
  boolean hasEnded() {
    return ended;
  }

  /**
   * The request's number: what the query states, else what the path does, else its place in the
   * order of arrival.
   */
  long number() {
    if (ask.number() != Ask.UNSTATED) {
      return ask.number();
    }
    if (number == Ask.UNSTATED) {
      number = loop.nextArrival();
    }
    return number;
  }

  /** Reads the body and hands it over. The delay starts when all of it is there. */
  void readBody(BodyHandler handler) {
    response.closeHandler(this);
    BodyReader.read(
        request,
        new BodyReader.Outcome() {
          @Override
          public void complete(Buffer body) {
            long now = System.nanoTime();
            set(now, loop.batchStart(now));
            try {
              handler.handle(body);
            } catch (BadInputException e) {
              fail(e);
            }
          }

          @Override
          public void tooLong(BadInputException why) {
            failAndClose(why);
          }
        });
  }

  /** Answers when the delay that was asked for is over. */
  void answer(Answer prepared) {
    answer = prepared;
    askedNanos = prepared.holdNanos();
    Latency latency = ask.latency();
    askedNanos +=
        latency instanceof Latency.Fixed fixed
            ? fixed.nanos()
            : latency.nanos(ask.seed(), number());
    if (askedNanos == 0) {
      deliver();
    } else {
      response.closeHandler(this);
      schedule(this, readNanos + askedNanos);
    }
  }

  /** Runs a step of this exchange at a time of {@code System.nanoTime}. */
  void schedule(Runnable step, long dueNanos) {
    if (delay == null) {
      delay = new Timers.Delay();
    }
    loop.timers().start(delay, dueNanos, step);
  }

  /** The delay is over. */
  @Override
  public void run() {
    deliver();
  }

  /** The client has gone away. */
  @Override
  public void handle(Void closed) {
    if (ended) {
      return;
    }
    ended = true;
    if (delay != null) {
      loop.timers().stop(delay);
    }
    loop.ledger().requestAborted(route);
  }

  /** Answers with the reason, at once. */
  void fail(BadInputException why) {
    if (ended || response.headWritten()) {
      return;
    }
    if (why.status() == 405) {
      response.putHeader(HttpHeaders.ALLOW, why.allowed());
    }
    askedNanos = 0;
    head(why.status(), Answer.JSON);
    ending(why.status(), true);
    response.end(describe(why));
  }

  /** The body of an answer that says what was wrong. */
  static Buffer describe(BadInputException why) {
    return new JsonObject()
        .put("error", why.parameter())
        .put("value", why.value())
        .put("allowed", why.allowed())
        .toBuffer();
  }

  /** As {@link #fail}, for a client that is still sending: the connection cannot be used again. */
  void failAndClose(BadInputException why) {
    if (isHttp2()) {
      fail(why);
      return;
    }
    response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    fail(why);
    // Closed at once, with unread data, the kernel would discard the answer on its way.
    loop.eventLoop()
        .schedule(() -> request.connection().close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Sets the status and the headers that every answer has. */
  void head(int status, CharSequence type) {
    if (status != 200) {
      response.setStatusCode(status);
    }
    MultiMap headers = response.headers();
    headers.set(HttpHeaders.CONTENT_TYPE, type);
    headers.set(LATENESS, Digits.of(lateNanos()));
  }

  /** More was asked than the first delay: pauses, as they are begun. */
  void addAsked(long nanos) {
    askedNanos += nanos;
  }

  /**
   * The last of the answer is about to be written.
   *
   * @param timely whether its lateness is the stub's doing alone
   */
  void ending(int status, boolean timely) {
    ended = true;
    loop.ledger().answering(route, status, timely ? lateNanos() : -1);
  }

  /** A fault is about to cut the exchange short. */
  void breaking(Fault.Kind fault) {
    ended = true;
    loop.ledger().breaking(route, fault);
  }

  private long lateNanos() {
    return Math.max(0, System.nanoTime() - batchNanos - askedNanos);
  }

  private void deliver() {
    Fault fault = ask.fault();
    if (fault != null && (!fault.isSelective() || fault.strikes(ask.seed(), number()))) {
      Breakage.strike(this, fault.kind(), answer);
    } else if (answer instanceof Answer.Whole whole) {
      deliver(whole);
    } else if (answer instanceof Answer.Streamed streamed) {
      response.closeHandler(this);
      PacedBody.of(this, streamed).start();
    }
  }

  private void deliver(Answer.Whole whole) {
    int status = statusFor(whole);
    whole.headers().forEach(response::putHeader);
    head(status, whole.type());
    ending(status, true);
    response.end(bodyFor(whole));
  }

  /** The status that the request asks for, or else the answer's own. */
  int statusFor(Answer prepared) {
    return ask.status() == Ask.UNSTATED ? prepared.status() : ask.status();
  }

  /** The body in the size that the request asks for. */
  Buffer bodyFor(Answer.Whole whole) {
    int size = ask.bytes();
    Buffer body = whole.body();
    if (size == Ask.UNSTATED || size == body.length()) {
      return body;
    }
    return size < body.length() ? body.slice(0, size) : Padding.to(size, body);
  }
}
