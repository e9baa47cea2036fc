package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.MemoryBudget;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;

/**
 * The output that the client of one connection does not read, as a part of the memory budget. A
 * connection for which there is no memory is reset. Used on its event loop only.
 */
final class UnreadOutput {

  /** Less is not counted: a short response that is on its way, and the mark behind others. */
  private static final int MIN_BYTES = 1024;

  private final MemoryBudget memory;
  private long heldBack;
  private long counted;
  private boolean awaited;

  UnreadOutput(MemoryBudget memory) {
    this.memory = memory;
  }

  /** Adds to what flow control may hold back of the output, or subtracts what is sent. */
  void addHeldBack(int bytes) {
    heldBack += bytes;
  }

  /** Counts what a flush has left, and once more when that is sent. */
  void count(ChannelHandlerContext context) {
    ChannelOutboundBuffer left = context.channel().unsafe().outboundBuffer();
    // A closed channel has no buffer.
    long bytes = heldBack + (left == null ? 0 : left.totalPendingWriteBytes());
    if (bytes < MIN_BYTES) {
      bytes = 0;
    }
    if (bytes == counted) {
      return;
    }
    boolean fits = memory.addUnread(bytes - counted);
    counted = bytes;
    if (!fits) {
      context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
      context.close();
    } else if (bytes > 0 && left != null && !awaited) {
      awaited = true;
      context
          .writeAndFlush(Unpooled.EMPTY_BUFFER)
          .addListener(
              sent -> {
                awaited = false;
                count(context);
              });
    }
  }
}
