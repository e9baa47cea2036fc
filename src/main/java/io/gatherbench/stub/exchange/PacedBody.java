package io.gatherbench.stub.exchange;

import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Fault;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.ResponseWriter;
import io.netty.util.AsciiString;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Writes an answer in pieces with pauses between them. Each piece is due a pause after the one
 * before it was due, not after it was written, so that lateness does not add up. A client that does
 * not read holds up its own answer only, and what it holds up is not called the stub's lateness.
 */
public final class PacedBody implements Runnable {

  private static final long SLOW_NANOS = 100_000_000;
  private static final Latency SLOW_PAUSE = new Latency.Fixed("100ms", SLOW_NANOS);
  private static final int SLOW_PIECES = 8;

  private final Exchange exchange;
  private final ResponseWriter reply;
  private final int status;
  private final int pieces;
  private final IntFunction<Bytes> piece;
  private final Latency pause;
  private int cutAt = Integer.MAX_VALUE;
  private int next;
  private long dueNanos;
  private boolean heldUp;

  private PacedBody(
      Exchange exchange, int status, int pieces, IntFunction<Bytes> piece, Latency pause) {
    this.exchange = exchange;
    this.reply = exchange.reply();
    this.status = status;
    this.pieces = pieces;
    this.piece = piece;
    this.pause = pause;
  }

  /** The items of an answer; {@code bytes=} makes each at least that long. */
  static PacedBody of(Exchange exchange, PreparedResponse.Streamed answer) {
    int size = exchange.ask().bytes();
    IntFunction<Bytes> sized =
        index -> {
          Bytes item = answer.item().apply(index);
          return item.length() >= size ? item : Padding.before(lineEnd(item), size, item);
        };
    PacedBody body =
        new PacedBody(exchange, exchange.statusFor(answer), answer.items(), sized, answer.pause());
    body.begin(answer.type(), Map.of(), ResponseWriter.UNKNOWN);
    return body;
  }

  /** The items of an answer, that breaks off after half of them. */
  static PacedBody cut(Exchange exchange, PreparedResponse.Streamed answer) {
    PacedBody body = of(exchange, answer);
    body.cutAt = answer.items() / 2;
    return body;
  }

  /** The items of an answer, with longer pauses. */
  static PacedBody slow(Exchange exchange, PreparedResponse.Streamed answer) {
    return of(
        exchange,
        new PreparedResponse.Streamed(
            answer.type(),
            answer.items(),
            answer.item(),
            slower(answer.pause()),
            answer.holdNanos()));
  }

  /** An answer that could be written at once, in pieces. */
  static PacedBody slow(Exchange exchange, PreparedResponse.Whole answer) {
    Bytes whole = exchange.bodyFor(answer);
    int pieces = Math.max(1, Math.min(SLOW_PIECES, whole.length()));
    PacedBody body =
        new PacedBody(
            exchange,
            exchange.statusFor(answer),
            pieces,
            index -> whole.slice(cut(whole, index, pieces), cut(whole, index + 1, pieces)),
            SLOW_PAUSE);
    body.begin(answer.type(), answer.headers(), whole.length());
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
        reply.breakOff();
        return;
      }
      Bytes item = piece.apply(next);
      if (next == pieces - 1) {
        exchange.ending(status, !heldUp);
        reply.piece(item, true);
        return;
      }
      reply.piece(item, false);
      long wait = pause.nanos(exchange.ask().seed(), pauseNumber(exchange, pause, next));
      next++;
      dueNanos += wait;
      exchange.addAsked(wait);
      if (isHeldUp()) {
        heldUp = true;
        reply.whenDrained(() -> exchange.schedule(this, dueNanos));
        return;
      }
      if (dueNanos > System.nanoTime()) {
        reply.flush();
        exchange.schedule(this, dueNanos);
        return;
      }
    }
  }

  /** Whether the client's system takes no more: what is written piles up here. */
  private boolean isHeldUp() {
    if (reply.isFull()) {
      reply.flush();
    }
    return reply.isFull();
  }

  private void begin(AsciiString type, Map<String, String> headers, int length) {
    reply.begin(exchange.head(status, type, headers), length);
  }

  /** Pauses of one request differ from each other, and are the same each time it is made. */
  public static long pauseNumber(Exchange exchange, Latency pause, int index) {
    return pause instanceof Latency.Fixed ? 0 : (exchange.number() << 20) + index;
  }

  private static int cut(Bytes whole, int index, int pieces) {
    return (int) ((long) whole.length() * index / pieces);
  }

  private static int lineEnd(Bytes item) {
    int end = item.length();
    while (end > 0 && item.at(end - 1) == '\n') {
      end--;
    }
    return end;
  }

  private static Latency slower(Latency pause) {
    return pause.nanos() >= SLOW_NANOS ? pause : SLOW_PAUSE;
  }
}
