package io.gatherbench.run.jdk;

import com.sun.management.OperatingSystemMXBean;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.kqueue.KQueue;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.regex.Pattern;

/** The program that a JVM runs when it is probed: prints what it sees of the machine. */
public final class JvmReport {

  static final String PROCESSORS = "gatherbench.processors";
  static final String MEMORY = "gatherbench.memory";
  static final String TRANSPORT = "gatherbench.transport";

  private static final String NIO = "nio";

  /** What musl's linker says of a library that was built for glibc. */
  private static final Pattern MUSL = Pattern.compile("symbol not found|needed by");

  private JvmReport() {}

  /** Prints the facts, a line each. Takes no arguments. */
  public static void main(String[] arguments) {
    print(PROCESSORS, Integer.toString(Runtime.getRuntime().availableProcessors()));
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      print(MEMORY, Long.toString(system.getTotalMemorySize() >> 20));
    }
    print(TRANSPORT, transport());
  }

  private static void print(String name, String value) {
    System.out.println("    " + name + " = " + value);
  }

  /**
   * Returns what carries the sockets of Netty and Vert.x in this JVM, such as {@code epoll}; {@code
   * nio} with a reason where the system has another that cannot be loaded.
   */
  public static String transport() {
    String system = System.getProperty("os.name");
    if (system.startsWith("Mac")) {
      return transport("kqueue", KQueue.unavailabilityCause());
    }
    return system.equals("Linux") ? transport("epoll", Epoll.unavailabilityCause()) : NIO;
  }

  /** Returns the name of a transport, or nio with the innermost cause of its failure. */
  private static String transport(String name, Throwable failure) {
    if (failure == null) {
      return name;
    }
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return NIO + " (" + reason(String.valueOf(cause.getMessage())) + ")";
  }

  /** Returns a message without the path of the copy that Netty made, another one each time. */
  static String reason(String message) {
    return message
        .replaceFirst("(?s)^.*\\.(so|jnilib): ", "")
        .replaceFirst("needed by /\\S+\\)", "needed by it)")
        .replaceAll("\\s+", " ");
  }

  /** Returns the transport with a remedy, if it is NIO for want of another; else empty. */
  public static Optional<String> lackOfTransport(String transport) {
    return transport.startsWith(NIO + " ")
        ? Optional.of(transport + "; " + remedy(transport))
        : Optional.empty();
  }

  private static String remedy(String transport) {
    if (MUSL.matcher(transport).find()) {
      return "Netty's library needs glibc, which Alpine lacks: use a system that has it";
    }
    if (transport.contains("noNative=true")) {
      return "leave that flag out";
    }
    return transport.contains("META-INF/native")
        ? "Netty has no library for this processor"
        : "name a folder that allows execution: -Dio.netty.native.workdir=FOLDER, or"
            + " -Djava.io.tmpdir=FOLDER";
  }
}
