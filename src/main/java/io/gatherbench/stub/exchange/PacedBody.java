package io.gatherbench.stub.exchange;

import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Fault;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.ResponseWriter;
import java.util.function.IntFunction;

/**
 * Writes a response in parts with pauses between them. Each part is due a pause after the one
 * before it was due, not after it was written, so that lateness does not add up. A client that does
 * not read blocks its own response only, and the time it blocks is not the stub's lateness.
 */
final class PacedBody implements Runnable {

  private static final Latency SLOW_PAUSE = Latency.parse("100ms");
  private static final int SLOW_PARTS = 8;

  private final Exchange exchange;
  private final ResponseWriter response;
  private final int parts;
  private final IntFunction<Bytes> part;
  private final Latency pause;
  private final int length;
  private int truncateAt = Integer.MAX_VALUE;
  private int next;
  private long dueNanos;
  private boolean blocked;

  private PacedBody(
      Exchange exchange, int parts, IntFunction<Bytes> part, Latency pause, int length) {
    this.exchange = exchange;
    this.response = exchange.response();
    this.parts = parts;
    this.part = part;
    this.pause = pause;
    this.length = length;
  }

  /** Returns the items of a response; {@code bytes=} makes each at least that long. */
  static PacedBody of(Exchange exchange, PreparedResponse.Streamed streamed) {
    return of(exchange, streamed, streamed.pause());
  }

  /** Returns the first half of a response's items, after which it is truncated. */
  static PacedBody truncated(Exchange exchange, PreparedResponse.Streamed streamed) {
    PacedBody body = of(exchange, streamed);
    body.truncateAt = streamed.items() / 2;
    return body;
  }

  /** Returns the items of a response with longer pauses, or the parts of a whole one. */
  static PacedBody slow(Exchange exchange, PreparedResponse prepared) {
    if (prepared instanceof PreparedResponse.Streamed streamed) {
      Latency pause = streamed.pause();
      return of(exchange, streamed, pause.nanos() >= SLOW_PAUSE.nanos() ? pause : SLOW_PAUSE);
    }
    Bytes whole = exchange.body((PreparedResponse.Whole) prepared);
    int parts = Math.max(1, Math.min(SLOW_PARTS, whole.length()));
    return new PacedBody(
        exchange,
        parts,
        index -> whole.slice(cut(whole, index, parts), cut(whole, index + 1, parts)),
        SLOW_PAUSE,
        whole.length());
  }

  private static PacedBody of(
      Exchange exchange, PreparedResponse.Streamed streamed, Latency pause) {
    int size = exchange.options().bytes();
    IntFunction<Bytes> sized =
        index -> {
          Bytes item = streamed.item().apply(index);
          return item.length() >= size ? item : item.padded(lineEnd(item), size);
        };
    return new PacedBody(exchange, streamed.items(), sized, pause, ResponseWriter.UNKNOWN);
  }

  /** Writes the head and the first part now, and the others when they are due. */
  void start() {
    response.writeHead(exchange.head(), length);
    dueNanos = System.nanoTime();
    run();
  }

  @Override
  public void run() {
    while (!exchange.hasEnded()) {
      if (next >= truncateAt) {
        exchange.breaking(Fault.Kind.TRUNCATE);
        response.truncate();
        return;
      }
      Bytes bytes = part.apply(next);
      if (next == parts - 1) {
        exchange.responding(!blocked);
        response.writePart(bytes, true);
        return;
      }
      response.writePart(bytes, false);
      long wait = exchange.pauseNanos(pause, next);
      next++;
      dueNanos += wait;
      exchange.addDelay(wait);
      if (clientBlocks()) {
        blocked = true;
        response.whenDrained(() -> exchange.schedule(this, dueNanos));
        return;
      }
      if (dueNanos > System.nanoTime()) {
        response.flush();
        exchange.schedule(this, dueNanos);
        return;
      }
    }
  }

  /** Returns true if the client's system accepts no more, so that what is written piles up here. */
  private boolean clientBlocks() {
    if (response.isFull()) {
      response.flush();
    }
    return response.isFull();
  }

  private static int cut(Bytes whole, int index, int parts) {
    return (int) ((long) whole.length() * index / parts);
  }

  private static int lineEnd(Bytes item) {
    int end = item.length();
    while (end > 0 && item.at(end - 1) == '\n') {
      end--;
    }
    return end;
  }
}
