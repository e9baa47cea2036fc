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
  /** The {@code epoll} of Linux. */
  EPOLL(Epoll::isAvailable, EpollIoHandler::newFactory, EpollServerSocketChannel.class),
  /** The {@code io_uring} of Linux. */
  IO_URING(IoUring::isAvailable, IoUringIoHandler::newFactory, IoUringServerSocketChannel.class),
  /** The {@code kqueue} of macOS. */
  KQUEUE(KQueue::isAvailable, KQueueIoHandler::newFactory, KQueueServerSocketChannel.class),
  /** The selectors of the JDK, which every system has. */
  NIO(() -> true, NioIoHandler::newFactory, NioServerSocketChannel.class);

  /** All names, for an error message. */
  public static final String ALLOWED =
      Arrays.stream(values()).map(StubTransport::word).collect(Collectors.joining(", "));

  private final BooleanSupplier available;
  private final Supplier<IoHandlerFactory> handlers;
  private final Class<? extends ServerChannel> serverChannel;

  StubTransport(
      BooleanSupplier available,
      Supplier<IoHandlerFactory> handlers,
      Class<? extends ServerChannel> serverChannel) {
    this.available = available;
    this.handlers = handlers;
    this.serverChannel = serverChannel;
  }

  /** Returns the name as it stands on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Parses a name as it stands on the command line.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists them
   */
  public static StubTransport parse(String word) {
    return Arrays.stream(values())
        .filter(transport -> transport.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(ALLOWED));
  }

  /**
   * Returns this transport, or the one that {@link #AUTO} stands for here.
   *
   * @throws StubStartException if this system does not have it
   */
  StubTransport resolve() {
    if (this == AUTO) {
      return Stream.of(EPOLL, KQUEUE).filter(StubTransport::isAvailable).findFirst().orElse(NIO);
    }
    if (!isAvailable()) {
      String here =
          Arrays.stream(values())
              .filter(StubTransport::isAvailable)
              .map(StubTransport::word)
              .collect(Collectors.joining(", "));
      throw new StubStartException("transport", word(), here + " on this system");
    }
    return this;
  }

  IoHandlerFactory handlers() {
    return handlers.get();
  }

  Class<? extends ServerChannel> serverChannel() {
    return serverChannel;
  }

  private boolean isAvailable() {
    return available.getAsBoolean();
  }
}
