package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.StubLoop;
import io.netty.channel.Channel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The next requests of a client that pipelines, and the parts of their bodies. Where these become
 * many, nothing more is read from the client until some are done. Used on its event loop only.
 */
final class PipelineQueue {

  private static final int MAX_QUEUED = 1024;

  /** Null until a client pipelines. */
  private ArrayDeque<Object> queue;

  private boolean draining;

  boolean isEmpty() {
    return queue == null || queue.isEmpty();
  }

  void add(Object arrived, Channel channel) {
    if (queue == null) {
      queue = new ArrayDeque<>();
    }
    queue.add(arrived);
    if (queue.size() == MAX_QUEUED) {
      channel.config().setAutoRead(false);
    }
  }

  /** Hands over what is queued, oldest first, until told to stop. Nested calls do nothing. */
  void drain(Channel channel, Consumer<Object> taker, BooleanSupplier stops) {
    if (isEmpty() || draining) {
      return;
    }
    draining = true;
    while (!queue.isEmpty() && !stops.getAsBoolean()) {
      taker.accept(queue.poll());
    }
    draining = false;
    if (queue.size() < MAX_QUEUED / 2 && !channel.config().isAutoRead()) {
      channel.config().setAutoRead(true);
    }
  }

  /** Releases and counts what was queued when the client left. */
  void abort(StubLoop loop) {
    while (!isEmpty()) {
      Object lost = queue.poll();
      if (lost instanceof Http1Request request) {
        if (!request.isForLedger()) {
          loop.abortedUnstarted();
        }
        ReferenceCountUtil.release(request.head());
      } else {
        ReferenceCountUtil.release(lost);
      }
    }
  }
}
