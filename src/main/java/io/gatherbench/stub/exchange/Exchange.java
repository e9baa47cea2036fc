package io.gatherbench.stub.exchange;

import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.IncomingRequest;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.ResponseOptions;
import io.gatherbench.stub.message.ResponseWriter;
import io.gatherbench.stub.message.StubJson;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;

/**
 * Handles one request: reads its body, delays the response until it is due, and writes it. An
 * exception that is a mistake of the stub ends this exchange alone. Used on its event loop only.
 */
public final class Exchange extends CountedExchange {

  private static final System.Logger LOG = System.getLogger(Exchange.class.getPackageName());

  final ResponseWriter response;
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
  private PacedBody paced;

  /** A step of an exchange, as a method reference that captures nothing: it is not allocated. */
  private interface Step {
    void take(Exchange exchange) throws BadRequestException;
  }

  public Exchange(StubLoop loop, IncomingRequest request, ResponseWriter response) {
    super(loop, loop.route(request));
    this.request = request;
    this.response = response;
    readNanos = System.nanoTime();
    batchNanos = loop.batchStart(readNanos);
  }

  /** Hands the request to its endpoint. The response may be written before this returns. */
  public void start() {
    take(Exchange::handle);
  }

  private void handle() throws BadRequestException {
    BadRequestException error = request.error();
    if (error != null) {
      failAndClose(error);
      return;
    }
    route.check(request.method());
    if (route.isLedger()) {
      options = loop.options.of("");
      loop.readings.respond(this, request, readNanos);
      return;
    }
    loop.shared.memory().check(loop.shared.ledger().inFlight());
    options = loop.options.of(request.target());
    number = options.number();
    keepFor(0);
    route.endpoint().handle(this);
  }

  /** Responds with the ledger. */
  void ledgerRead(Bytes json, Throwable failure) {
    if (failure != null) {
      failByMistake(failure);
    } else if (!hasEnded()) {
      prepared = PreparedResponse.of(PreparedResponse.JSON, json);
      run();
    }
  }

  /** Responds with what is made elsewhere, once it is there. */
  public void respondLater(CompletableFuture<? extends PreparedResponse> made) {
    made.whenCompleteAsync(
        (ready, failure) -> {
          if (failure != null) {
            failByMistake(failure);
          } else if (!hasEnded()) {
            take(exchange -> exchange.respond(ready));
          }
        },
        loop::later);
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
      body = new RequestBody(this, request, handler);
    } catch (BadRequestException e) {
      failAndClose(e);
    }
  }

  /** Takes a part of the request's body, whether or not it is needed. */
  public void bodyPart(ByteBuf part) {
    try {
      if (body != null && !hasEnded()) {
        body.add(part);
      }
    } catch (BadRequestException e) {
      failAndClose(e);
    } catch (RuntimeException | Error e) {
      failByMistake(e);
    }
  }

  public void bodyEnded() {
    if (body != null && !hasEnded()) {
      readNanos = System.nanoTime();
      batchNanos = loop.batchStart(readNanos);
      take(Exchange::handleBody);
    }
  }

  private void handleBody() throws BadRequestException {
    RequestBody whole = body;
    body = null;
    whole.handle();
  }

  /** Keeps memory for a body, beside the options; throws if the stub has no more. */
  void keepFor(int bodyBytes) throws BadRequestException {
    keep(options.ownBytes() + bodyBytes);
  }

  /** Holds a response back until its delay is over, then sends it; throws if it does not fit. */
  public void respond(PreparedResponse ready) throws BadRequestException {
    keepFor(ready.ownBytes());
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
      schedule(readNanos + waitNanos);
    }
  }

  /** Writes what is due of the response. */
  @Override
  public void run() {
    take(Exchange::send);
  }

  private void send() {
    if (paced == null) {
      ResponseSender.send(this, prepared);
    } else {
      paced.run();
    }
  }

  /** Resumes a response whose client did not read. */
  public void writable() {
    if (paced != null) {
      take(exchange -> exchange.paced.writable());
    }
  }

  void writeItems(PreparedResponse.Streamed streamed, int truncateAt) {
    paced = new PacedBody(this, streamed, truncateAt);
    paced.start();
  }

  private void take(Step step) {
    try {
      try {
        step.take(this);
      } catch (BadRequestException e) {
        fail(e.response());
      }
    } catch (RuntimeException | Error e) {
      failByMistake(e);
    }
  }

  private void fail(PreparedResponse.Whole error) {
    delayNanos = 0;
    long late = lateNanos();
    responding(error.head(), late);
    response.write(error.head(), late, error.body());
  }

  /**
   * Fails for a client that is still sending: the connection cannot be used again. A response that
   * has begun ends there.
   */
  public void failAndClose(BadRequestException reason) {
    if (paced != null) {
      clientLeft();
      response.truncate();
      return;
    }
    response.closeAfterResponse();
    fail(reason.response());
  }

  /** Responds with status 500; breaks the connection or stream off if that is not possible. */
  private void failByMistake(Throwable mistake) {
    if (hasEnded() || paced != null || !respondedWith500(mistake)) {
      clientLeft();
      response.reset();
    }
    String message = "a request for " + route.label() + " failed by a mistake of the stub";
    LOG.log(System.Logger.Level.ERROR, message, mistake);
  }

  private boolean respondedWith500(Throwable mistake) {
    try {
      String what = mistake.toString();
      fail(
          PreparedResponse.json(StubJson.object().put("error", "stub").put("value", what))
              .withStatus(500));
      return true;
    } catch (RuntimeException | Error e) {
      return false;
    }
  }

  void addDelay(long nanos) {
    delayNanos += nanos;
  }

  long lateNanos() {
    return Math.max(0, System.nanoTime() - batchNanos - delayNanos);
  }
}
