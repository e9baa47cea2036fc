package io.gatherbench.stub;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A transport of the stub's sockets. */
public enum StubTransport {
  /** The best one of this system: epoll on Linux, kqueue on macOS, otherwise NIO. */
  AUTO(() -> true, NioIoHandler::newFactory, NioServerSocketChannel.class),
  EPOLL(Epoll::isAvailable, EpollIoHandler::newFactory, EpollServerSocketChannel.class),
  IO_URING(IoUring::isAvailable, IoUringIoHandler::newFactory, IoUringServerSocketChannel.class),
  KQUEUE(KQueue::isAvailable, KQueueIoHandler::newFactory, KQueueServerSocketChannel.class),
  /** The selectors of the JDK, which every system has. */
  NIO(() -> true, NioIoHandler::newFactory, NioServerSocketChannel.class);

  /** The name on the command line and in the ledger. */
  final String label = name().toLowerCase(Locale.ROOT);

  final Supplier<IoHandlerFactory> handlers;
  final Class<? extends ServerChannel> serverChannel;
  private final BooleanSupplier available;

  StubTransport(
      BooleanSupplier available,
      Supplier<IoHandlerFactory> handlers,
      Class<? extends ServerChannel> serverChannel) {
    this.available = available;
    this.handlers = handlers;
    this.serverChannel = serverChannel;
  }

  /** Returns this, or what {@link #AUTO} stands for; throws if this system does not have it. */
  StubTransport resolve() {
    if (this == AUTO) {
      return Stream.of(EPOLL, KQUEUE).filter(StubTransport::isAvailable).findFirst().orElse(NIO);
    }
    if (!isAvailable()) {
      String here =
          Arrays.stream(values())
              .filter(StubTransport::isAvailable)
              .map(transport -> transport.label)
              .collect(Collectors.joining(", "));
      throw new StubStartException("transport", label, here + " on this system");
    }
    return this;
  }

  private boolean isAvailable() {
    return available.getAsBoolean();
  }
}
