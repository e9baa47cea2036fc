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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A transport of the stub's sockets. */
public enum StubTransport {
  /** The best one of this system: epoll on Linux, kqueue on macOS, otherwise NIO. */
  AUTO,
  /** The {@code epoll} of Linux. */
  EPOLL,
  /** The {@code io_uring} of Linux. */
  IO_URING,
  /** The {@code kqueue} of macOS. */
  KQUEUE,
  /** The selectors of the JDK, which every system has. */
  NIO;

  /** All names, for an error message. */
  public static final String ALLOWED =
      Arrays.stream(values()).map(StubTransport::word).collect(Collectors.joining(", "));

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
      throw new StubStartException("transport", word(), available() + " on this system");
    }
    return this;
  }

  /** Returns the factory of handlers of this transport, not of {@link #AUTO}. */
  IoHandlerFactory handlers() {
    return switch (this) {
      case EPOLL -> EpollIoHandler.newFactory();
      case IO_URING -> IoUringIoHandler.newFactory();
      case KQUEUE -> KQueueIoHandler.newFactory();
      case AUTO, NIO -> NioIoHandler.newFactory();
    };
  }

  /** Returns the type of listening sockets of this transport, not of {@link #AUTO}. */
  Class<? extends ServerChannel> listening() {
    return switch (this) {
      case EPOLL -> EpollServerSocketChannel.class;
      case IO_URING -> IoUringServerSocketChannel.class;
      case KQUEUE -> KQueueServerSocketChannel.class;
      case AUTO, NIO -> NioServerSocketChannel.class;
    };
  }

  private static String available() {
    return Arrays.stream(values())
        .filter(StubTransport::isAvailable)
        .map(StubTransport::word)
        .collect(Collectors.joining(", "));
  }

  private boolean isAvailable() {
    return switch (this) {
      case EPOLL -> Epoll.isAvailable();
      case IO_URING -> IoUring.isAvailable();
      case KQUEUE -> KQueue.isAvailable();
      case AUTO, NIO -> true;
    };
  }
}
