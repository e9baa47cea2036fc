package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.ledger.LoopLedger;
import io.gatherbench.stub.message.Route;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What a client has sent of its next requests, while one of them is answered. Where that becomes
 * much, nothing more is read from the client until some is done. Used on its event loop only.
 */
final class PipelineQueue {

  private static final int MOST = 1024;

  /**
   * A request that was decoded.
   *
   * @param read when that was, unless it is for the ledger
   * @param batch the loop's {@link StubLoop#batchStart} then
   */
  record Arrived(HttpRequest head, long read, long batch) {}

  /** Requests and pieces of their bodies; not there before a client pipelines. */
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
    if (queue.size() == MOST) {
      channel.config().setAutoRead(false);
    }
  }

  /** Hands over what is there, oldest first, until it is to stop. Does nothing while it does so. */
  void drain(Channel channel, Consumer<Object> taker, BooleanSupplier stops) {
    if (isEmpty() || draining) {
      return;
    }
    draining = true;
    while (!queue.isEmpty() && !stops.getAsBoolean()) {
      taker.accept(queue.poll());
    }
    draining = false;
    if (queue.size() < MOST / 2 && !channel.config().isAutoRead()) {
      channel.config().setAutoRead(true);
    }
  }

  /** The client has left before any of it was answered. */
  void abort(LoopLedger ledger) {
    while (!isEmpty()) {
      Object lost = queue.poll();
      if (lost instanceof Arrived request) {
        if (!StubLoop.isLedger(request.head().uri())) {
          ledger.requestAborted(Route.OTHER);
        }
        ReferenceCountUtil.release(request.head());
      } else {
        ReferenceCountUtil.release(lost);
      }
    }
  }
}
