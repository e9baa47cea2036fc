package io.gatherbench.stub;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.function.IntFunction;

/**
 * Writes an answer in pieces with pauses between them. Each piece is due a pause after the one
 * before it was due, not after it was written, so that lateness does not add up. A client that does
 * not read holds up its own answer only, and what it holds up is not called the stub's lateness.
 */
final class PacedBody implements Runnable {

  private static final long SLOW_NANOS = 100_000_000;
  private static final Latency SLOW_PAUSE = new Latency.Fixed("100ms", SLOW_NANOS);
  private static final int SLOW_PIECES = 8;

  private final Exchange exchange;
  private final HttpServerResponse response;
  private final int status;
  private final int pieces;
  private final IntFunction<Buffer> piece;
  private final Latency pause;
  private int cutAt = Integer.MAX_VALUE;
  private int next;
  private long dueNanos;
  private boolean heldUp;

  private PacedBody(
      Exchange exchange, int status, int pieces, IntFunction<Buffer> piece, Latency pause) {
    this.exchange = exchange;
    this.response = exchange.response();
    this.status = status;
    this.pieces = pieces;
    this.piece = piece;
    this.pause = pause;
  }

  /** The items of an answer; {@code bytes=} makes each at least that long. */
  static PacedBody of(Exchange exchange, Answer.Streamed answer) {
    int size = exchange.ask().bytes();
    IntFunction<Buffer> sized =
        index -> {
          Buffer item = answer.item().apply(index);
          return item.length() >= size ? item : Padding.before(lineEnd(item), size, item);
        };
    PacedBody body =
        new PacedBody(exchange, exchange.statusFor(answer), answer.items(), sized, answer.pause());
    body.head(answer.type());
    return body;
  }

  /** The items of an answer, that breaks off after half of them. */
  static PacedBody cut(Exchange exchange, Answer.Streamed answer) {
    PacedBody body = of(exchange, answer);
    body.cutAt = answer.items() / 2;
    return body;
  }

  /** The items of an answer, with longer pauses. */
  static PacedBody slow(Exchange exchange, Answer.Streamed answer) {
    return of(
        exchange,
        new Answer.Streamed(
            answer.type(),
            answer.items(),
            answer.item(),
            slower(answer.pause()),
            answer.holdNanos()));
  }

  /** An answer that could be written at once, in pieces. */
  static PacedBody slow(Exchange exchange, Answer.Whole answer) {
    Buffer whole = exchange.bodyFor(answer);
    int pieces = Math.max(1, Math.min(SLOW_PIECES, whole.length()));
    PacedBody body =
        new PacedBody(
            exchange,
            exchange.statusFor(answer),
            pieces,
            index -> whole.slice(cut(whole, index, pieces), cut(whole, index + 1, pieces)),
            SLOW_PAUSE);
    answer.headers().forEach(body.response::putHeader);
    body.response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(whole.length()));
    body.head(answer.type());
    return body;
  }

  /** Writes the first piece now and the others when they are due. */
  void start() {
    dueNanos = System.nanoTime();
    step();
  }

  @Override
  public void run() {
    step();
  }

  private void step() {
    while (!exchange.hasEnded()) {
      if (next >= cutAt) {
        exchange.breaking(Fault.Kind.TRUNCATE);
        Breakage.breakOff(exchange);
        return;
      }
      Buffer item = piece.apply(next);
      if (next == pieces - 1) {
        exchange.ending(status, !heldUp);
        response.end(item);
        return;
      }
      response.write(item);
      long wait = pause.nanos(exchange.ask().seed(), pauseNumber(exchange, pause, next));
      next++;
      dueNanos += wait;
      exchange.addAsked(wait);
      if (response.writeQueueFull()) {
        heldUp = true;
        response.drainHandler(drained -> resume());
        return;
      }
      if (dueNanos > System.nanoTime()) {
        exchange.schedule(this, dueNanos);
        return;
      }
    }
  }

  private void resume() {
    response.drainHandler(null);
    exchange.schedule(this, dueNanos);
  }

  private void head(CharSequence type) {
    if (!response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
      if (exchange.request().version() == HttpVersion.HTTP_1_0) {
        response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        response.endHandler(end -> exchange.request().connection().close());
      } else if (!exchange.isHttp2()) {
        response.setChunked(true);
      }
    }
    exchange.head(status, type);
  }

  /** Pauses of one request differ from each other, and are the same each time it is made. */
  static long pauseNumber(Exchange exchange, Latency pause, int index) {
    return pause instanceof Latency.Fixed ? 0 : (exchange.number() << 20) + index;
  }

  private static int cut(Buffer whole, int index, int pieces) {
    return (int) ((long) whole.length() * index / pieces);
  }

  private static int lineEnd(Buffer item) {
    int end = item.length();
    while (end > 0 && item.getByte(end - 1) == '\n') {
      end--;
    }
    return end;
  }

  private static Latency slower(Latency pause) {
    return pause.nanos() >= SLOW_NANOS ? pause : SLOW_PAUSE;
  }
}
