package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.Exchange;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/** Queues what a pipelining client sends ahead, and stops reading from it if that is too much. */
final class PipelineQueue {

  /** The most bytes that are queued, beyond what one read brings: some 700 short requests. */
  private static final int MAX_BYTES = 1 << 18;

  /** What an object takes beside the bytes of a head or a part of a body, about. */
  private static final int OBJECT_BYTES = 256;

  private final ArrayDeque<Object> queue = new ArrayDeque<>(1);
  private int bytes;
  private boolean draining;

  /** True if what is queued will never be handed over. */
  private boolean stuck;

  boolean isEmpty() {
    return queue.isEmpty();
  }

  void add(Object arrived, Channel channel) {
    queue.add(arrived);
    bytes += size(arrived);
    if (bytes >= MAX_BYTES && !stuck) {
      channel.config().setAutoRead(false);
    }
  }

  /**
   * Has what is queued wait for ever, and the connection be read all the same: otherwise it would
   * not be seen that the client leaves.
   */
  void neverDrains(Channel channel) {
    stuck = true;
    channel.config().setAutoRead(true);
  }

  /** Returns true if there is no room for more and never will be, so that it is thrown away. */
  boolean discards() {
    return stuck && bytes >= MAX_BYTES;
  }

  /** Hands over what is queued, oldest first, until the rest must wait. Nested calls do nothing. */
  void drainTo(Http1Connection connection, Channel channel) {
    if (isEmpty() || draining) {
      return;
    }
    draining = true;
    try {
      while (!queue.isEmpty() && !connection.mustWait()) {
        Object oldest = queue.poll();
        bytes -= size(oldest);
        connection.takeNow(oldest);
      }
    } finally {
      draining = false;
    }
    if (bytes < MAX_BYTES / 2 && !channel.config().isAutoRead()) {
      channel.config().setAutoRead(true);
    }
  }

  private static int size(Object queued) {
    return OBJECT_BYTES
        + (queued instanceof Exchange exchange
            ? exchange.request().size()
            : ((HttpContent) queued).content().readableBytes());
  }

  void abort() {
    while (!isEmpty()) {
      Object lost = queue.poll();
      if (lost instanceof Exchange exchange) {
        exchange.clientLeft();
      } else {
        ReferenceCountUtil.release(lost);
      }
    }
  }
}
