package io.gatherbench.benchmark.state;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The just-in-time compiler of this JVM, as far as one can know what it has left to do: its queue,
 * as {@code jcmd <pid> Compiler.queue} shows it. Thread-safe.
 */
final class JitQueue {

  /**
   * A line of the queue's listing that tells of a method: {@code 1234 b 4
   * java.lang.String::hashCode (60 bytes)}, after the thread's name where one is being compiled.
   */
  private static final String METHOD = "::";

  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private JitQueue() {}

  /**
   * Waits until the compiler has nothing left to do.
   *
   * @param most how long to wait
   * @return whether it is done; a JVM that does not tell counts as done
   */
  static boolean awaitIdle(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (queue().contains(METHOD)) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      Thread.sleep(LOOK_EVERY.toMillis());
    }
    return true;
  }

  private static String queue() {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      return (String)
          server.invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "compilerQueue",
              null,
              null);
    } catch (JMException e) {
      // Not HotSpot.
      return "";
    }
  }
}
