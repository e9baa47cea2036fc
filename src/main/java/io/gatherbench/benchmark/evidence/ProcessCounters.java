package io.gatherbench.benchmark.evidence;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What is counted for this process as a whole, and for the machine, up to one moment. What the
 * system or the JDK does not count is NaN.
 *
 * @param cpuNanos processor time; Linux tells it in steps of 10 ms
 * @param userNanos the part of it in the program, likewise
 * @param systemNanos the part of it in the kernel, likewise
 * @param allocatedBytes bytes allocated on the heap, by threads that have ended as well
 * @param threadsEnded platform threads that Java has started and that have ended
 * @param collectionMillis time in garbage collections
 * @param machineTicks processor time of the machine, idle or not
 * @param stolenTicks the part of it that the hypervisor gave to others
 */
record ProcessCounters(
    double cpuNanos,
    double userNanos,
    double systemNanos,
    double allocatedBytes,
    long threadsEnded,
    long collectionMillis,
    double machineTicks,
    double stolenTicks) {

  /** The kernel counts for programs in hundredths of a second, whatever its own clock. */
  private static final double TICK_NANOS = 1e7;

  private static final int FIRST_STEAL = 8;

  /** Reads them. */
  static ProcessCounters read() {
    String[] own = fields("/proc/self/stat", ") ");
    String[] machine = fields("/proc/stat", "cpu  ");
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double total = 0;
    // user nice system idle iowait irq softirq steal; guests' time is in user's already.
    for (int i = 0; i < Math.min(machine.length, FIRST_STEAL); i++) {
      total += Double.parseDouble(machine[i]);
    }
    return new ProcessCounters(
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime(),
        own.length > 12 ? Double.parseDouble(own[11]) * TICK_NANOS : Double.NaN,
        own.length > 12 ? Double.parseDouble(own[12]) * TICK_NANOS : Double.NaN,
        attribute("java.lang:type=Threading", "TotalThreadAllocatedBytes").orElse(Double.NaN),
        threads.getTotalStartedThreadCount() - threads.getThreadCount(),
        collections(),
        machine.length >= FIRST_STEAL ? total : Double.NaN,
        machine.length >= FIRST_STEAL ? Double.parseDouble(machine[FIRST_STEAL - 1]) : Double.NaN);
  }

  /**
   * A number that some JDKs have in a management bean and others do not, so that it is asked for by
   * name. Total allocation is there from 21 on and in later updates of 17, carriers from 24 on.
   */
  static Optional<Double> attribute(String bean, String name) {
    try {
      Object value =
          ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(bean), name);
      return Optional.of(((Number) value).doubleValue()).filter(number -> number >= 0);
    } catch (JMException e) {
      return Optional.empty();
    }
  }

  /** Pauses only, where a collector tells them apart from its cycles beside the program. */
  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(collector -> !collector.getName().endsWith("Cycles"))
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }

  /** The fields in the first line, after a mark; none if there is no such file. */
  private static String[] fields(String file, String mark) {
    try {
      String text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
      String line = text.lines().findFirst().orElse("");
      return line.substring(line.lastIndexOf(mark) + mark.length()).split(" ");
    } catch (IOException e) {
      return new String[0];
    }
  }
}
