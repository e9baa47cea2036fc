package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.exchange.MemoryBudget;
import io.gatherbench.stub.message.BadRequestException;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/**
 * Queues what a pipelining client sends ahead. Stops reading from it if that is too much, and
 * refuses a request for which the stub has no memory at its turn.
 *
 * <p>While nothing is read, it is not noticed that the client leaves, because the end of its input
 * lies behind what is unread, and NIO reports nothing at all. Its requests stay in flight until the
 * next response is written, which takes at most the longest delay.
 */
final class PipelineQueue {

  /** The most bytes that are queued, beyond what one read brings: some 300 short requests. */
  private static final int MAX_BYTES = 1 << 18;

  /** What a part of a body takes beside its bytes, about. */
  private static final int PART_BYTES = 128;

  private final ArrayDeque<Object> queue = new ArrayDeque<>(1);
  private Exchange last;
  private int bytes;
  private boolean draining;
  private boolean closed;

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Returns true if what arrives is to be discarded. */
  boolean isClosed() {
    return closed;
  }

  /** Discards what arrives from now on. It is still read, which shows that the client leaves. */
  void close(Channel channel) {
    closed = true;
    channel.config().setAutoRead(true);
  }

  /** Hands over an exchange or a part of its body, now or when those before it are done. */
  void take(Object arrived, Http1Connection connection, Channel channel) {
    // With nothing queued, a part of a body is the current request's.
    if (isEmpty() && (arrived instanceof HttpContent || !connection.mustWait())) {
      connection.takeNow(arrived);
      return;
    }
    if (arrived instanceof Exchange next) {
      last = next;
      queue.add(next);
    } else {
      queue.add(compact((HttpContent) arrived));
    }
    int more = size(queue.getLast());
    bytes += more;
    if (bytes >= MAX_BYTES) {
      channel.config().setAutoRead(false);
    }
    try {
      last.keepMore(more);
    } catch (BadRequestException e) {
      last.replaceRequest(((Http1Request) last.request()).refused(e));
      close(channel);
    }
  }

  /** Returns a part without trailers, and without the rest of what was read together with it. */
  private static HttpContent compact(HttpContent part) {
    if (part.content().isReadable()) {
      HttpContent copy = part.replace(Unpooled.copiedBuffer(part.content()));
      part.release();
      return copy;
    }
    boolean isPlainEnd = part instanceof LastHttpContent && part.decoderResult().isSuccess();
    return isPlainEnd ? LastHttpContent.EMPTY_LAST_CONTENT : part;
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
    if (queued instanceof Exchange exchange) {
      return MemoryBudget.REQUEST_BYTES + exchange.request().size();
    }
    int length = ((HttpContent) queued).content().readableBytes();
    return length == 0 ? 0 : PART_BYTES + length;
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
