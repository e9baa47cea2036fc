package io.gatherbench.stub.exchange;

import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Fault;
import io.gatherbench.stub.message.PreparedResponse.Streamed;
import io.gatherbench.stub.message.ResponseWriter;

/**
 * Writes a response in items with pauses between them. Each item is due a pause after the one
 * before it was due, not after it was written, so that lateness does not add up. A client that does
 * not read blocks its own response only, and the time it blocks is not the stub's lateness.
 */
final class PacedBody implements Runnable {

  private final Exchange exchange;
  private final ResponseWriter response;
  private final Streamed streamed;
  private final int truncateAt;
  private int next;
  private long dueNanos;
  private boolean blocked;

  /** Creates the body of a due response; it is cut at an index, or whole at the number of items. */
  PacedBody(Exchange exchange, Streamed streamed, int truncateAt) {
    this.exchange = exchange;
    this.response = exchange.response;
    this.streamed = streamed;
    this.truncateAt = truncateAt;
  }

  void start() {
    response.writeHead(exchange.head(), exchange.lateNanos(), streamed.length());
    dueNanos = System.nanoTime();
    run();
  }

  @Override
  public void run() {
    while (!exchange.hasEnded()) {
      if (next >= truncateAt) {
        exchange.breakOff(Fault.Kind.TRUNCATE, response::truncate);
        return;
      }
      Bytes item = item(next);
      if (next == streamed.items() - 1) {
        exchange.responding(exchange.head(), blocked ? -1 : exchange.lateNanos());
        response.writePart(item, true);
        return;
      }
      response.writePart(item, false);
      long wait = exchange.pauseNanos(streamed.pause(), next);
      next++;
      dueNanos += wait;
      exchange.addDelay(wait);
      if (clientBlocks()) {
        blocked = true;
        exchange.whenWritable(() -> exchange.schedule(this, dueNanos));
        return;
      }
      if (dueNanos > System.nanoTime()) {
        response.flush();
        exchange.schedule(this, dueNanos);
        return;
      }
    }
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
    if (item.length() >= size || streamed.length() != ResponseWriter.UNKNOWN) {
      return item;
    }
    int lineEnd = item.length();
    while (lineEnd > 0 && item.at(lineEnd - 1) == '\n') {
      lineEnd--;
    }
    return item.padded(lineEnd, size);
  }
}
