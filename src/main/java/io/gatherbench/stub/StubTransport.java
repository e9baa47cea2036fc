package io.gatherbench.stub;

import io.vertx.core.transport.Transport;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

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
   * The transport itself.
   *
   * @throws StubStartException if this system does not have it
   */
  Transport resolve() {
    if (this == AUTO) {
      Transport best = Transport.nativeTransport();
      return best != null && best.available() ? best : Transport.NIO;
    }
    if (!isAvailable()) {
      throw new StubStartException("transport", word(), available() + " on this system");
    }
    return named();
  }

  private static String available() {
    return Arrays.stream(values())
        .filter(StubTransport::isAvailable)
        .map(StubTransport::word)
        .collect(Collectors.joining(", "));
  }

  private boolean isAvailable() {
    Transport transport = named();
    return transport != null && transport.available();
  }

  /** The transport of that name, or null if its classes are not there. */
  private Transport named() {
    return switch (this) {
      case EPOLL -> Transport.EPOLL;
      case IO_URING -> Transport.IO_URING;
      case KQUEUE -> Transport.KQUEUE;
      case AUTO, NIO -> Transport.NIO;
    };
  }
}
