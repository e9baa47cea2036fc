package io.gatherbench.stub.exchange;

import io.gatherbench.stub.delay.DelayQueue;
import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Fault;
import io.gatherbench.stub.message.IncomingRequest;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.ResponseOptions;
import io.gatherbench.stub.message.ResponseWriter;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;

/**
 * Handles one request: reads its body, delays the response until it is due, writes it, and counts
 * its end once. A request for the ledger has ended from the start, because nothing counts it. Used
 * on its event loop only.
 */
public final class Exchange implements Runnable {

  private final StubLoop loop;
  final ResponseWriter response;
  private final Route route;
  private IncomingRequest request;
  private ResponseOptions options;
  private long number;

  /** When the request was read: its delay starts there, and so never ends early. */
  private long readNanos;

  /** When the event loop woke up to read it: its lateness starts there, and contains that wait. */
  private long batchNanos;

  private long delayNanos;

  private RequestBody body;
  private PreparedResponse prepared;
  private DelayQueue.Delay delay;
  private Runnable whenWritable;
  private boolean ended;

  public Exchange(StubLoop loop, IncomingRequest request, ResponseWriter response) {
    this.loop = loop;
    this.request = request;
    this.response = response;
    this.route = loop.route(request);
    readNanos = System.nanoTime();
    batchNanos = loop.batchStart(readNanos);
    if (route.isLedger()) {
      ended = true;
    } else {
      loop.ledger().requestRead();
    }
  }

  /** Hands the request to its endpoint. The response may be written before this returns. */
  public void start() {
    BadRequestException error = request.error();
    if (error != null) {
      failAndClose(error);
      return;
    }
    try {
      route.check(request.method());
      if (route.isLedger()) {
        respondWithLedger();
        return;
      }
      options = loop.options.of(request.target());
      number = options.number();
      route.endpoint().handle(this);
    } catch (BadRequestException e) {
      fail(e);
    }
  }

  private void respondWithLedger() {
    boolean reset = request.method().equals(HttpMethod.DELETE);
    PreparedResponse.Head head = PreparedResponse.Head.of(PreparedResponse.JSON);
    (reset ? loop.shared.reset() : loop.shared.ledger().read(false))
        .thenAcceptAsync(
            seen -> response.write(head, lateNanos(), Bytes.of(seen.toJson())), loop.eventLoop);
  }

  public boolean isForLedger() {
    return route.isLedger();
  }

  /** Sets the request's number, if the query states none. */
  public void setNumber(long numberInPath) {
    if (number == ResponseOptions.UNSTATED) {
      number = numberInPath;
    }
  }

  public ResponseOptions options() {
    return options;
  }

  /** Returns the request's head; null once there is a response, so that no delay retains it. */
  public IncomingRequest request() {
    return request;
  }

  /** Returns what stands in the path where the route's label has a name in braces. */
  public String variable() {
    return request.path().substring(route.prefix().length());
  }

  public boolean hasEnded() {
    return ended;
  }

  /** Returns the number that the query states, else the path, else the order of arrival. */
  public long number() {
    if (number == ResponseOptions.UNSTATED) {
      number = loop.shared.arrivals().incrementAndGet();
    }
    return number;
  }

  public long nanos(Latency latency) {
    return latency.isFixed() ? latency.nanos() : latency.nanos(options.seed(), number());
  }

  /** Returns one pause of this request; the same each time the request is made. */
  public long pauseNanos(Latency pause, int index) {
    return pause.isFixed() ? pause.nanos() : pause.nanos(options.seed(), (number() << 20) + index);
  }

  /** Reads the body, after {@code 100 Continue} if expected; the delay starts at its end. */
  public void readBody(RequestBody.Handler handler) {
    try {
      body = new RequestBody(request, handler);
      CharSequence expected = request.header(HttpHeaderNames.EXPECT);
      if (expected != null && HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expected)) {
        response.sendContinue();
      }
    } catch (BadRequestException e) {
      failAndClose(e);
    }
  }

  /** Takes a part of the request's body, whether or not it is needed. */
  public void bodyPart(ByteBuf part) {
    try {
      if (body != null) {
        body.add(part);
      }
    } catch (BadRequestException e) {
      body = null;
      failAndClose(e);
    }
  }

  public void bodyEnded() {
    if (body == null) {
      return;
    }
    readNanos = System.nanoTime();
    batchNanos = loop.batchStart(readNanos);
    try {
      RequestBody whole = body;
      body = null;
      whole.handle();
    } catch (BadRequestException e) {
      fail(e);
    }
  }

  /** Holds a response back until its delay is over, then sends it. */
  public void respond(PreparedResponse ready) {
    prepared = ready;
    request = null;
    delayNanos = ready.extraNanos() + nanos(options.latency());
    long waitNanos = delayNanos;
    if (loop.shared.plantedNanos() > 0) {
      waitNanos += loop.shared.plantedNanos(number());
    }
    if (waitNanos == 0) {
      run();
    } else {
      schedule(this, readNanos + waitNanos);
    }
  }

  /** Runs a step at a time of {@code System.nanoTime}. */
  void schedule(Runnable step, long dueNanos) {
    if (delay == null) {
      delay = new DelayQueue.Delay();
    }
    loop.delays.start(delay, dueNanos, step);
  }

  void whenWritable(Runnable step) {
    whenWritable = step;
  }

  public void writable() {
    Runnable step = whenWritable;
    whenWritable = null;
    if (step != null) {
      step.run();
    }
  }

  public void clientLeft() {
    if (!ended) {
      end();
      loop.ledger().requestAborted(route.index());
    }
  }

  private void fail(BadRequestException reason) {
    PreparedResponse.Whole error = reason.response();
    delayNanos = 0;
    long late = lateNanos();
    if (!ended) {
      end();
      responding(error.head(), late);
    }
    response.write(error.head(), late, error.body());
  }

  /** Fails for a client that is still sending: the connection cannot be used again. */
  public void failAndClose(BadRequestException reason) {
    response.closeAfterResponse();
    fail(reason);
  }

  /** Returns the head of the prepared response, with the status that the request asks for. */
  PreparedResponse.Head head() {
    int status = options.status();
    return status == ResponseOptions.UNSTATED
        ? prepared.head()
        : prepared.head().withStatus(status);
  }

  void addDelay(long nanos) {
    delayNanos += nanos;
  }

  /** Ends the exchange before the last of the response; a negative lateness is not recorded. */
  void responding(PreparedResponse.Head head, long late) {
    ended = true;
    loop.ledger().responding(route.index(), head.status(), late);
  }

  void breakOff(Fault.Kind fault, Runnable step) {
    ended = true;
    loop.ledger().breaking(route.index(), fault);
    step.run();
  }

  @Override
  public void run() {
    Fault fault = options.fault();
    if (fault != null && (!fault.isSelective() || fault.affects(options.seed(), number()))) {
      FaultInjector.inject(this, fault.kind(), prepared);
    } else if (prepared instanceof PreparedResponse.Whole whole) {
      PreparedResponse.Head head = head();
      long late = lateNanos();
      responding(head, late);
      response.write(head, late, body(whole));
    } else if (prepared instanceof PreparedResponse.Streamed streamed) {
      new PacedBody(this, streamed, streamed.items()).start();
    }
  }

  /** Returns the body in the size that the request asks for. */
  Bytes body(PreparedResponse.Whole whole) {
    int size = options.bytes();
    Bytes stated = whole.body();
    if (size == ResponseOptions.UNSTATED || size == stated.length()) {
      return stated;
    }
    return size < stated.length() ? stated.slice(0, size) : stated.padded(stated.length(), size);
  }

  private void end() {
    ended = true;
    if (delay != null) {
      loop.delays.stop(delay);
    }
  }

  long lateNanos() {
    return Math.max(0, System.nanoTime() - batchNanos - delayNanos);
  }
}
