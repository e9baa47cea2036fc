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

  /** Number of bytes of the next item that are written. */
  private int written;

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
        return;
      }
      Bytes item = streamed.item().apply(next);
      int size = size(item);
      while (size - written > ResponseSender.MAX_ITEM_BYTES) {
        int end = written + ResponseSender.MAX_ITEM_BYTES;
        response.writePart(part(item, size, end), false);
        written = end;
        if (clientBlocks()) {
          return;
        }
      }
      Bytes rest = part(item, size, size);
      written = 0;
      if (next == streamed.items() - 1) {
        exchange.responding(head, lateness());
        response.writePart(rest, true);
        return;
      }
      response.writePart(rest, false);
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

  /** Returns true if nothing more should be written until the client reads. */
  private boolean clientBlocks() {
    if (response.isFull()) {
      response.flush();
      waiting = response.isFull();
      blocked |= waiting;
    }
    return waiting;
  }

  /** Returns the size of an item, at least {@code bytes=} unless it is part of a whole. */
  private int size(Bytes item) {
    return isOfWhole() ? item.length() : Math.max(item.length(), exchange.options().bytes());
  }

  /** Returns what is not written of an item up to an index; it is padded before its line's end. */
  private Bytes part(Bytes item, int size, int end) {
    int lineEnd = item.length();
    while (size > item.length() && lineEnd > 0 && item.at(lineEnd - 1) == '\n') {
      lineEnd--;
    }
    return item.paddedSlice(lineEnd, size, written, end);
  }
}
