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

/** What carries the stub's sockets. */
public enum StubTransport {
  /** The best of this system: epoll on Linux, kqueue on macOS, otherwise NIO. */
  AUTO,
  /** Linux's {@code epoll}. */
  EPOLL,
  /** Linux's {@code io_uring}. */
  IO_URING,
  /** The {@code kqueue} of macOS. */
  KQUEUE,
  /** The JDK's selectors, which every system has. */
  NIO;

  /** The names of all, for an error message. */
  public static final String ALLOWED =
      Arrays.stream(values()).map(StubTransport::word).collect(Collectors.joining(", "));

  /** As it stands on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a name as it stands on the command line.
   *
   * @throws IllegalArgumentException if it is none; the message says which there are
   */
  public static StubTransport parse(String word) {
    return Arrays.stream(values())
        .filter(transport -> transport.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(ALLOWED));
  }

  /**
   * Itself, or what {@link #AUTO} stands for here.
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

  /** What waits for sockets. Not for {@link #AUTO}. */
  IoHandlerFactory handlers() {
    return switch (this) {
      case EPOLL -> EpollIoHandler.newFactory();
      case IO_URING -> IoUringIoHandler.newFactory();
      case KQUEUE -> KQueueIoHandler.newFactory();
      case AUTO, NIO -> NioIoHandler.newFactory();
    };
  }

  /** The kind of socket that listens. Not for {@link #AUTO}. */
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
