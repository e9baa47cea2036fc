package io.gatherbench.stub.exchange;

import io.gatherbench.stub.delay.DelayQueue;
import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.BodyReader;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Fault;
import io.gatherbench.stub.message.IncomingRequest;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.ResponseHead;
import io.gatherbench.stub.message.ResponseOptions;
import io.gatherbench.stub.message.ResponseWriter;
import io.netty.buffer.ByteBuf;
import java.util.Map;

/**
 * One request and its response: reads the body, delays the response until it is due, writes it, and
 * tells the ledger how it ended, exactly once. Used on its event loop only.
 */
public final class Exchange implements Runnable {

  /** Makes a response of a request's body. */
  public interface BodyHandler {
    void handle(Bytes body) throws BadRequestException;
  }

  private final StubLoop loop;
  private final ResponseWriter response;
  private final Route route;
  private IncomingRequest request;
  private ResponseOptions options;
  private long number = ResponseOptions.UNSTATED;
  private long readNanos;
  private long batchNanos;
  private long delayNanos;
  private BodyReader reader;
  private BodyHandler bodyHandler;
  private PreparedResponse prepared;
  private DelayQueue.Delay delay;
  private boolean ended;

  /**
   * Creates the exchange of a request.
   *
   * @param readNanos when the request was decoded: its delay starts there, and so never ends early
   * @param batchNanos when the event loop woke up to read what had arrived, this request among it:
   *     its lateness starts there, and so contains the wait for the requests read before it
   */
  Exchange(
      StubLoop loop,
      IncomingRequest request,
      ResponseWriter response,
      Route route,
      long readNanos,
      long batchNanos) {
    this.loop = loop;
    this.request = request;
    this.response = response;
    this.route = route;
    this.readNanos = readNanos;
    this.batchNanos = batchNanos;
  }

  void setOptions(ResponseOptions stated) {
    options = stated;
  }

  /** Sets the request's number, for a query that states none. */
  public void setNumber(long stated) {
    number = stated;
  }

  public ResponseOptions options() {
    return options;
  }

  /** Returns the request's head; null once there is a response, so that no delay retains it. */
  public IncomingRequest request() {
    return request;
  }

  ResponseWriter response() {
    return response;
  }

  /** Returns what stands in the path where the route's label has a name in braces. */
  public String variable() {
    return route.variable(request.path());
  }

  /** Returns true once the ledger knows its end. */
  public boolean hasEnded() {
    return ended;
  }

  /**
   * Returns the request's number: what the query states, else what the path does, else its place in
   * the order of arrival.
   */
  public long number() {
    if (options.number() != ResponseOptions.UNSTATED) {
      return options.number();
    }
    if (number == ResponseOptions.UNSTATED) {
      number = loop.nextArrival();
    }
    return number;
  }

  /** Returns what a latency is for this request, in nanoseconds. */
  public long nanos(Latency latency) {
    return latency.isFixed() ? latency.nanos() : latency.nanos(options.seed(), number());
  }

  /** Returns one pause of this request; the same each time the request is made. */
  public long pauseNanos(Latency pause, int index) {
    return pause.isFixed() ? pause.nanos() : pause.nanos(options.seed(), (number() << 20) + index);
  }

  /** Reads the body for a handler. The delay starts when all of it has been read. */
  public void readBody(BodyHandler handler) {
    try {
      reader = BodyReader.start(request, response);
      bodyHandler = handler;
    } catch (BadRequestException e) {
      failAndClose(e);
    }
  }

  /** Takes a part of the request's body, whether or not it is needed. */
  public void bodyPart(ByteBuf part) {
    if (reader == null) {
      return;
    }
    try {
      reader.add(part);
    } catch (BadRequestException e) {
      reader = null;
      failAndClose(e);
    }
  }

  /** Takes the end of the request's body. */
  public void bodyEnded() {
    if (reader == null) {
      return;
    }
    Bytes body = reader.body();
    reader = null;
    readNanos = System.nanoTime();
    batchNanos = loop.batchStart(readNanos);
    try {
      bodyHandler.handle(body);
    } catch (BadRequestException e) {
      fail(e);
    }
  }

  /** Holds a response back until its delay is over, then sends it. */
  public void respond(PreparedResponse ready) {
    prepared = ready;
    request = null;
    bodyHandler = null;
    delayNanos = ready.extraNanos() + nanos(options.latency());
    if (delayNanos == 0) {
      run();
    } else {
      schedule(this, readNanos + delayNanos);
    }
  }

  /** Runs a step of this exchange at a time of {@code System.nanoTime}. */
  void schedule(Runnable step, long dueNanos) {
    if (delay == null) {
      delay = new DelayQueue.Delay();
    }
    loop.delays().start(delay, dueNanos, step);
  }

  /** Ends the exchange because its client has left. */
  public void clientLeft() {
    if (!ended) {
      end();
      loop.ledger().requestAborted(route.index());
    }
  }

  /** Sends the reason as the response, at once. */
  void fail(BadRequestException why) {
    if (!ended) {
      delayNanos = 0;
      end();
      long late = lateNanos();
      loop.ledger().responding(route.index(), why.status(), late);
      response.write(why.head(late), why.body());
    }
  }

  /** Fails for a client that is still sending: the connection cannot be used again. */
  public void failAndClose(BadRequestException why) {
    if (!ended) {
      response.closeAfterResponse();
      fail(why);
    }
  }

  /** Returns the head of the prepared response, with the lateness that it has now. */
  ResponseHead head() {
    return prepared instanceof PreparedResponse.Whole whole
        ? new ResponseHead(status(), whole.type(), whole.headers(), lateNanos())
        : new ResponseHead(status(), prepared.type(), Map.of(), lateNanos());
  }

  /** Adds a pause that begins now to the requested delay. */
  void addDelay(long nanos) {
    delayNanos += nanos;
  }

  /**
   * Ends the exchange, because the last of the response is about to be written.
   *
   * @param timely true if its lateness is the stub's doing alone
   */
  void responding(boolean timely) {
    ended = true;
    loop.ledger().responding(route.index(), status(), timely ? lateNanos() : -1);
  }

  /** Ends the exchange, because a fault is about to cut it short. */
  void breaking(Fault.Kind fault) {
    ended = true;
    loop.ledger().breaking(route.index(), fault);
  }

  /** Sends the response, or makes it fail: the delay is over. */
  @Override
  public void run() {
    Fault fault = options.fault();
    if (fault != null && (!fault.isSelective() || fault.affects(options.seed(), number()))) {
      FaultInjector.inject(this, fault.kind(), prepared);
    } else if (prepared instanceof PreparedResponse.Whole whole) {
      ResponseHead head = head();
      ended = true;
      loop.ledger().responding(route.index(), head.status(), head.lateNanos());
      response.write(head, body(whole));
    } else if (prepared instanceof PreparedResponse.Streamed streamed) {
      PacedBody.of(this, streamed).start();
    }
  }

  /** Returns the body in the size that the request asks for. */
  Bytes body(PreparedResponse.Whole whole) {
    int size = options.bytes();
    Bytes body = whole.body();
    if (size == ResponseOptions.UNSTATED || size == body.length()) {
      return body;
    }
    return size < body.length() ? body.slice(0, size) : body.padded(body.length(), size);
  }

  private int status() {
    return options.status() == ResponseOptions.UNSTATED ? prepared.status() : options.status();
  }

  private void end() {
    ended = true;
    if (delay != null) {
      loop.delays().stop(delay);
    }
  }

  private long lateNanos() {
    return Math.max(0, System.nanoTime() - batchNanos - delayNanos);
  }
}
