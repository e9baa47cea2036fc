package io.gatherbench.results;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Repeats work until the just-in-time compiler has next to nothing left to do.
 *
 * <p>Work comes in bursts. Between them the compiler has the processors until its queue is empty:
 * while the queue is long, HotSpot raises the thresholds, and the rest would be compiled while
 * measuring. Code has settled when in {@value #SETTLED_BURSTS} bursts in a row, pauses included,
 * the compiler's part of the processor time, times 1 − bound ÷ time, was at most {@link
 * #SETTLED_SHARE}.
 */
public final class WarmUp {

  /** The share of the time that the compiler may take from code that has settled. */
  public static final double SETTLED_SHARE = 0.035;

  private static final int SETTLED_BURSTS = 2;

  /** How long work is repeated between pauses, unless it waits long itself. */
  public static final Duration BURST = Duration.ofMillis(300);

  /** Part of each line about a method in the compiler's queue. */
  private static final String METHOD = "::";

  /** Where others have code compiled all the time, the queue is never empty. */
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final String SELF = "self";
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  /** Some work. */
  @FunctionalInterface
  public interface Work<E extends Exception> {

    /** Does it once. */
    void run() throws E;
  }

  private WarmUp() {}

  /**
   * Warms up.
   *
   * @param work has to be short beside the limit, because it is not interrupted
   * @param boundMillis its bound: the time of which the compiler can take nothing; 0 for none
   * @param burst how long it is repeated before a pause, at least
   * @param most how often it is done at most
   * @param limit the longest time, looked at between bursts; where the system does not tell the
   *     compiler's time, the time
   */
  public static <E extends Exception> void settle(
      Work<E> work, double boundMillis, Duration burst, long most, Duration limit)
      throws E, InterruptedException {
    KernelFiles kernel = KernelFiles.ofThisMachine();
    long end = System.nanoTime() + limit.toNanos();
    long done = 0;
    int settled = 0;
    while (done < most && settled < SETTLED_BURSTS && System.nanoTime() - end < 0) {
      Optional<Long> compilerBefore = kernel.compilerNanos(SELF);
      long before = processNanos();
      long startOfBurst = System.nanoTime();
      long doneBefore = done;
      do {
        work.run();
        done++;
      } while (done < most && System.nanoTime() - startOfBurst < burst.toNanos());
      if (done >= most) {
        // A user who limits the warm-up wants it to be short, so it does not wait for the compiler.
        return;
      }
      double millis = (System.nanoTime() - startOfBurst) / 1e6 / (done - doneBefore);
      awaitCompiler(Duration.ofNanos(Math.min(LONGEST_PAUSE_NANOS, end - System.nanoTime())));
      // Faster than the bound is work that has another one.
      double bound = boundMillis < millis ? boundMillis : 0;
      double beyondBound = (processNanos() - before) / Math.max(0.01, 1 - bound / millis);
      boolean quiet =
          compilerBefore
              .flatMap(earlier -> kernel.compilerNanos(SELF).map(now -> now - earlier))
              // On larger machines HotSpot ends compiler threads that are idle.
              .filter(compiler -> compiler >= 0 && compiler <= SETTLED_SHARE * beyondBound)
              .isPresent();
      settled = quiet ? settled + 1 : 0;
    }
  }

  private static long processNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
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
