package io.gatherbench.benchmark.state;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The queue of this JVM's just-in-time compiler, as {@code jcmd <pid> Compiler.queue} shows it.
 * Thread-safe.
 */
final class JitQueue {

  /**
   * Part of each line about a method: {@code 1234 b 4 java.lang.String::hashCode (60 bytes)}, after
   * the thread's name where one is being compiled.
   */
  private static final String METHOD = "::";

  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  private JitQueue() {}

  /**
   * Waits until the queue is empty.
   *
   * @param limit of the waiting
   * @return whether it is empty; true on a JVM that does not show its queue
   */
  static boolean awaitIdle(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (queue().contains(METHOD)) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      Thread.sleep(POLL_INTERVAL.toMillis());
    }
    return true;
  }

  private static String queue() {
    try {
      ObjectName diagnostics = new ObjectName("com.sun.management:type=DiagnosticCommand");
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      return (String) server.invoke(diagnostics, "compilerQueue", null, null);
    } catch (JMException e) {
      // Not HotSpot.
      return "";
    }
  }
}
