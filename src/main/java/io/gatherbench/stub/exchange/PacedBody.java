package io.gatherbench.stub.exchange;

import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Fault;
import io.gatherbench.stub.message.PreparedResponse.Head;
import io.gatherbench.stub.message.PreparedResponse.Streamed;
import io.gatherbench.stub.message.ResponseWriter;

/**
 * Writes a response in items with pauses between them. Each item is due a pause after the one
 * before it was due, not after it was written, so that lateness does not add up. A client that does
 * not read blocks its own response only, and the time it blocks is not the stub's lateness. A long
 * response leaves the event loop to others now and then.
 */
final class PacedBody {

  /** How long items without pauses are written before others have their turn. */
  private static final long TURN_NANOS = 200_000;

  private final Exchange exchange;
  private final ResponseWriter response;
  private final Streamed streamed;
  private final Head head;
  private final int truncateAt;
  private int next;
  private long lateNanos;
  private long dueNanos;
  private boolean waiting;
  private boolean blocked;

  /** Creates the body of a due response; it is cut at an index, or whole at the number of items. */
  PacedBody(Exchange exchange, Streamed streamed, int truncateAt) {
    this.exchange = exchange;
    this.response = exchange.response;
    this.streamed = streamed;
    this.head = ResponseSender.head(exchange, streamed.head());
    this.truncateAt = truncateAt;
  }

  void start() {
    boolean bodiless = !response.hasBody(head);
    boolean last = bodiless && truncateAt == streamed.items();
    lateNanos = exchange.lateNanos();
    if (last) {
      exchange.responding(head, lateNanos);
    }
    response.writeHead(head, lateNanos, streamed.length(), last);
    next = bodiless ? truncateAt : 0;
    dueNanos = System.nanoTime();
    run();
  }

  /** Writes what is due. */
  void run() {
    long turnEnds = System.nanoTime() + TURN_NANOS;
    while (!exchange.hasEnded()) {
      if (next >= truncateAt) {
        exchange.breakOff(Fault.Kind.TRUNCATE, response::truncate);
        return;
      }
      if (clientBlocks()) {
        blocked = true;
        waiting = true;
        return;
      }
      Bytes item = item(next);
      if (next == streamed.items() - 1) {
        exchange.responding(head, lateness());
        response.writePart(item, true);
        return;
      }
      response.writePart(item, false);
      long wait = exchange.pauseNanos(streamed.pause(), next);
      next++;
      dueNanos += wait;
      exchange.addDelay(wait);
      long now = System.nanoTime();
      if (dueNanos - now > 0 || turnEnds - now < 0) {
        response.flush();
        // Now, and not when it was due: what is due since then comes first.
        exchange.schedule(dueNanos - now > 0 ? dueNanos : now);
        return;
      }
    }
  }

  /** Resumes if it waits for the client to read. */
  void writable() {
    if (waiting) {
      waiting = false;
      run();
    }
  }

  /** Returns the lateness of the last item, or of the head of a body split for its size. */
  private long lateness() {
    if (isOfWhole() && streamed.pause() == Latency.NONE) {
      return lateNanos;
    }
    return blocked ? -1 : exchange.lateNanos();
  }

  private boolean isOfWhole() {
    return streamed.length() != ResponseWriter.UNKNOWN;
  }

  private boolean clientBlocks() {
    if (response.isFull()) {
      response.flush();
    }
    return response.isFull();
  }

  /** Returns an item; {@code bytes=} makes it at least that long, unless it is part of a whole. */
  private Bytes item(int index) {
    Bytes item = streamed.item().apply(index);
    int size = exchange.options().bytes();
    if (item.length() >= size || isOfWhole()) {
      return item;
    }
    int lineEnd = item.length();
    while (lineEnd > 0 && item.at(lineEnd - 1) == '\n') {
      lineEnd--;
    }
    return item.padded(lineEnd, size);
  }
}
