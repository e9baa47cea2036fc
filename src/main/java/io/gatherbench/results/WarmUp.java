package io.gatherbench.benchmark.state;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The compilation of code before it is measured. */
final class WarmUp {

  private static final Duration LIMIT = Duration.ofMillis(3500);
  private static final Duration BURST = Duration.ofMillis(150);

  /** Part of each line about a method in the compiler's queue. */
  private static final String METHOD = "::";

  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  private WarmUp() {}

  /**
   * Warms up by work instead of by time; {@code GatherBenchmark} says why. Between bursts of
   * requests the compiler has the processors until its queue is empty: while the queue is long,
   * HotSpot raises the thresholds, and the rest is compiled while measuring.
   *
   * @param operation makes requests that are answered at once
   * @param limit requests in all, or as many as fit into 3.5 s
   */
  static void run(int requests, Callable<?> operation, int limit) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    int made = 0;
    while (made < limit && System.nanoTime() - end < 0) {
      long endOfBurst = System.nanoTime() + BURST.toNanos();
      do {
        operation.call();
        made += requests;
      } while (made < limit && System.nanoTime() - endOfBurst < 0);
      awaitCompiler(Duration.ofNanos(end - System.nanoTime()));
    }
  }

  /** Waits until the compiler's queue is empty; returns whether it is, true if it is not shown. */
  static boolean awaitCompiler(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (compilerQueue().contains(METHOD)) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      Thread.sleep(POLL_INTERVAL.toMillis());
    }
    return true;
  }

  /** Returns the output of {@code jcmd <pid> Compiler.queue}; empty on other JVMs than HotSpot. */
  private static String compilerQueue() {
    try {
      ObjectName diagnostics = new ObjectName("com.sun.management:type=DiagnosticCommand");
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      return (String) server.invoke(diagnostics, "compilerQueue", null, null);
    } catch (JMException e) {
      return "";
    }
  }
}
