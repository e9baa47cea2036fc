package io.gatherbench.benchmark.state;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The compilation of code before it is measured. */
final class WarmUp {

  /** Limit of the warm-up: one request at a time takes longest. */
  private static final Duration LIMIT = Duration.ofMillis(3500);

  private static final Duration BURST = Duration.ofMillis(150);

  /**
   * Part of each line about a method in the compiler's queue: {@code 1234 b 4
   * java.lang.String::hashCode (60 bytes)}, after the thread's name where one is being compiled.
   */
  private static final String METHOD = "::";

  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  private WarmUp() {}

  /**
   * Warms up by work instead of by time. Requests that wait 10 ms are few: a fork that makes one
   * after the other sees some 500 in six seconds, runs them in the interpreter, and takes about
   * half a millisecond longer for each. Without the latency the same code is compiled in seconds.
   *
   * <p>Between bursts of requests the compiler has the processors to itself until its queue is
   * empty. Where client, stub and compiler share two cores, it falls behind otherwise: while its
   * queue is long, HotSpot raises the thresholds, and the rest is compiled while measuring.
   *
   * @param requests in an operation
   * @param operation makes requests that are answered at once
   * @param limit requests in all, or as many as fit into three and a half seconds
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

  /**
   * Waits until the queue of this JVM's just-in-time compiler is empty.
   *
   * @param limit of the waiting
   * @return whether it is empty; true on a JVM that does not show its queue
   */
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

  /** Returns what {@code jcmd <pid> Compiler.queue} prints; empty if it is not HotSpot. */
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
