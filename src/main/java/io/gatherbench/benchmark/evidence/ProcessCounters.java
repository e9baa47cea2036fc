package io.gatherbench.benchmark.evidence;

import com.sun.management.OperatingSystemMXBean;
import io.gatherbench.results.KernelFiles;
import io.gatherbench.results.KernelFiles.MachineTicks;
import io.gatherbench.results.KernelFiles.ProcessTimes;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Counters of this process and of the machine at one moment, NaN if the system or the JDK has none.
 *
 * @param cpuNanos processor time; Linux counts it in steps of 10 ms
 * @param userNanos the part of it in the program, in the same steps
 * @param systemNanos the part of it in the kernel, in the same steps
 * @param allocatedBytes bytes allocated on the heap, also by threads that have ended
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

  static ProcessCounters read(KernelFiles kernel) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Optional<ProcessTimes> own = kernel.processTimes("self");
    Optional<MachineTicks> machine = kernel.machineTicks();
    return new ProcessCounters(
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime(),
        own.map(times -> times.userTicks() * TICK_NANOS).orElse(Double.NaN),
        own.map(times -> times.systemTicks() * TICK_NANOS).orElse(Double.NaN),
        attribute("java.lang:type=Threading", "TotalThreadAllocatedBytes").orElse(Double.NaN),
        threads.getTotalStartedThreadCount() - threads.getThreadCount(),
        collections(),
        machine.map(ticks -> (double) ticks.total()).orElse(Double.NaN),
        machine.map(ticks -> (double) ticks.stolen()).orElse(Double.NaN));
  }

  /** Returns the increase since an earlier reading. */
  ProcessCounters minus(ProcessCounters earlier) {
    return new ProcessCounters(
        cpuNanos - earlier.cpuNanos,
        userNanos - earlier.userNanos,
        systemNanos - earlier.systemNanos,
        allocatedBytes - earlier.allocatedBytes,
        threadsEnded - earlier.threadsEnded,
        collectionMillis - earlier.collectionMillis,
        machineTicks - earlier.machineTicks,
        stolenTicks - earlier.stolenTicks);
  }

  /**
   * Returns a number of a management bean; empty where the JDK has no such bean. Total allocation
   * is there from 21 on and in later updates of 17, carriers from 24 on.
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

  /** Returns the time of collections: of concurrent collectors only that of pauses. */
  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(collector -> !collector.getName().endsWith("Cycles"))
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
