package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.Exchange;
import io.netty.channel.Channel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/** Queues what a pipelining client sends ahead, and stops reading from it if that is too much. */
final class PipelineQueue {

  private static final int MAX_QUEUED = 1024;

  private final ArrayDeque<Object> queue = new ArrayDeque<>(1);
  private boolean draining;

  boolean isEmpty() {
    return queue.isEmpty();
  }

  void add(Object arrived, Channel channel) {
    queue.add(arrived);
    if (queue.size() == MAX_QUEUED) {
      channel.config().setAutoRead(false);
    }
  }

  /** Hands over what is queued, oldest first, until the rest must wait. Nested calls do nothing. */
  void drainTo(Http1Connection connection, Channel channel) {
    if (isEmpty() || draining) {
      return;
    }
    draining = true;
    while (!queue.isEmpty() && !connection.mustWait()) {
      connection.takeNow(queue.poll());
    }
    draining = false;
    if (queue.size() < MAX_QUEUED / 2 && !channel.config().isAutoRead()) {
      channel.config().setAutoRead(true);
    }
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
