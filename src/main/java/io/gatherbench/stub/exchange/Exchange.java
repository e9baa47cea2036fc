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
import io.gatherbench.stub.message.Route;
import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.util.Map;

/**
 * One request in hand: reads its body, holds the answer back until it is due, writes it, and tells
 * the ledger how it ended, exactly once. Used on its event loop only.
 */
public final class Exchange implements Runnable {

  /** Makes an answer of a request's body. */
  public interface BodyHandler {
    void handle(Bytes body) throws BadRequestException;
  }

  private final StubLoop loop;
  private final ResponseWriter reply;
  private final Route route;
  private IncomingRequest request;
  private ResponseOptions ask;
  private long number = ResponseOptions.UNSTATED;
  private long readNanos;
  private long batchNanos;
  private long askedNanos;
  private BodyReader reader;
  private BodyHandler bodyHandler;
  private PreparedResponse answer;
  private DelayQueue.Delay delay;
  private boolean ended;

  /**
   * @param readNanos when the request was decoded: its delay starts there, and so never ends early
   * @param batchNanos when the event loop woke up to read what had arrived, this request among it:
   *     its lateness starts there, and so contains the wait for the requests read before it
   */
  Exchange(
      StubLoop loop,
      IncomingRequest request,
      ResponseWriter reply,
      Route route,
      long readNanos,
      long batchNanos) {
    this.loop = loop;
    this.request = request;
    this.reply = reply;
    this.route = route;
    this.readNanos = readNanos;
    this.batchNanos = batchNanos;
  }

  void setAsk(ResponseOptions asked) {
    ask = asked;
  }

  /** States the request's number, for a query that states none. */
  public void setNumber(long stated) {
    number = stated;
  }

  public ResponseOptions ask() {
    return ask;
  }

  /** The request's head, until there is an answer: what waits shall not hold on to it. */
  public IncomingRequest request() {
    return request;
  }

  ResponseWriter reply() {
    return reply;
  }

  /** What stands in the path where the endpoint's label has a name in braces. */
  public String variable() {
    return route.variable(request.path());
  }

  /** Whether its end has been told to the ledger. */
  public boolean hasEnded() {
    return ended;
  }

  /**
   * The request's number: what the query states, else what the path does, else its place in the
   * order of arrival.
   */
  public long number() {
    if (ask.number() != ResponseOptions.UNSTATED) {
      return ask.number();
    }
    if (number == ResponseOptions.UNSTATED) {
      number = loop.nextArrival();
    }
    return number;
  }

  /** Reads the body and hands it over. The delay starts when all of it is there. */
  public void readBody(BodyHandler handler) {
    try {
      reader = BodyReader.start(request, reply);
      bodyHandler = handler;
    } catch (BadRequestException e) {
      failAndClose(e);
    }
  }

  /** A piece of the request's body has come, wanted or not. */
  public void bodyCame(ByteBuf piece) {
    if (reader == null) {
      return;
    }
    try {
      reader.add(piece);
    } catch (BadRequestException e) {
      reader = null;
      failAndClose(e);
    }
  }

  /** All of the request's body has come. */
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

  /** Answers when the delay that was asked for is over. */
  public void answer(PreparedResponse prepared) {
    answer = prepared;
    request = null;
    bodyHandler = null;
    askedNanos = prepared.holdNanos();
    Latency latency = ask.latency();
    askedNanos +=
        latency instanceof Latency.Fixed fixed
            ? fixed.nanos()
            : latency.nanos(ask.seed(), number());
    if (askedNanos == 0) {
      deliver();
    } else {
      schedule(this, readNanos + askedNanos);
    }
  }

  /** Runs a step of this exchange at a time of {@code System.nanoTime}. */
  void schedule(Runnable step, long dueNanos) {
    if (delay == null) {
      delay = new DelayQueue.Delay();
    }
    loop.timers().start(delay, dueNanos, step);
  }

  /** The delay is over. */
  @Override
  public void run() {
    deliver();
  }

  /** The client has gone away. */
  public void clientLeft() {
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
  void fail(BadRequestException why) {
    if (ended) {
      return;
    }
    askedNanos = 0;
    ending(why.status(), true);
    reply.whole(why.head(lateNanos()), why.body());
  }

  /** As {@link #fail}, for a client that is still sending: the connection cannot be used again. */
  public void failAndClose(BadRequestException why) {
    if (!ended) {
      reply.closeAfter();
      fail(why);
    }
  }

  /** What stands before an answer's body, with the lateness that it has now. */
  ResponseHead head(int status, AsciiString type, Map<String, String> headers) {
    return new ResponseHead(status, type, headers, lateNanos());
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
      FaultInjector.strike(this, fault.kind(), answer);
    } else if (answer instanceof PreparedResponse.Whole whole) {
      deliver(whole);
    } else if (answer instanceof PreparedResponse.Streamed streamed) {
      PacedBody.of(this, streamed).start();
    }
  }

  private void deliver(PreparedResponse.Whole whole) {
    int status = statusFor(whole);
    long late = lateNanos();
    ended = true;
    loop.ledger().answering(route, status, late);
    reply.whole(new ResponseHead(status, whole.type(), whole.headers(), late), bodyFor(whole));
  }

  /** The status that the request asks for, or else the answer's own. */
  int statusFor(PreparedResponse prepared) {
    return ask.status() == ResponseOptions.UNSTATED ? prepared.status() : ask.status();
  }

  /** The body in the size that the request asks for. */
  Bytes bodyFor(PreparedResponse.Whole whole) {
    int size = ask.bytes();
    Bytes body = whole.body();
    if (size == ResponseOptions.UNSTATED || size == body.length()) {
      return body;
    }
    return size < body.length() ? body.slice(0, size) : Padding.to(size, body);
  }
}
