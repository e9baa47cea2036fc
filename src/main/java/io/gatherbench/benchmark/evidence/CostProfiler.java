package io.gatherbench.benchmark.evidence;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import io.gatherbench.benchmark.evidence.TaskCounters.Task;
import io.gatherbench.results.KernelFiles;
import io.gatherbench.results.KernelFiles.MachineTicks;
import io.gatherbench.results.KernelFiles.ProcessTimes;
import io.gatherbench.results.Metric;
import io.gatherbench.results.RunInfo.Collector;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Adds the costs of each iteration in the forked JVM to its results. They are counters and peaks
 * that the JDK and the kernel keep anyway: nothing runs, and nothing is sampled, between begin and
 * end. JMH creates it by name.
 */
public final class CostProfiler extends IterationProfiler {

  private static final String SCHEDULER = "jdk.management:type=VirtualThreadScheduler";
  private static final String CARRIER = "ForkJoinPool-1-worker-";
  private static final int FIRST_WITH_CARRIERS = 21;

  /** The kernel counts for programs in hundredths of a second, whatever its own clock. */
  private static final double TICK_NANOS = 1e7;

  private final KernelFiles kernel = KernelFiles.ofThisMachine();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Optional<Double> idleMegabytes = megabytes("VmRSS");
  private TaskCounters othersAtStart;
  private Task ownAtStart;
  private ProcessCounters atStart;
  private boolean peakStarted;
  private ProcessCounters atEnd;
  private Task ownAtEnd;
  private int threadsPeak;
  private volatile Map<Metric, Double> costs = Map.of();

  @Override
  public String getDescription() {
    return "What an iteration costs: processor time, allocation, threads, memory, switches";
  }

  @Override
  void rehearse() {
    prepare();
    begin();
    end();
    collect(1, 0);
    costs = Map.of();
  }

  @Override
  public void prepare() {
    othersAtStart = TaskCounters.ofOthers(kernel);
  }

  @Override
  public void begin() {
    // Starts the kernel's memory peak anew; see proc_pid_clear_refs(5).
    peakStarted = kernel.write("proc/self/clear_refs", "5");
    threads.resetPeakThreadCount();
    ownAtStart = TaskCounters.own(kernel);
    atStart = ProcessCounters.read(kernel);
  }

  @Override
  public void end() {
    atEnd = ProcessCounters.read(kernel);
    ownAtEnd = TaskCounters.own(kernel);
    threadsPeak = threads.getPeakThreadCount();
  }

  @Override
  public void collect(long requests, long apartNanos) {
    double each = Math.max(1, requests);
    double micros = 1e3 * each;
    Map<Metric, Double> all = new EnumMap<>(Metric.class);
    Optional<Task> others = TaskCounters.ofOthers(kernel).since(othersAtStart);
    Optional<Task> spent = spentByThreads(others);
    ProcessCounters process = atEnd.minus(atStart);
    // The compiler does next to nothing in the kernel. The process is counted in coarser steps.
    double compilerNanos = others.map(Task::compilerNanos).orElse(0L);
    double cpuNanos = Math.max(0, process.cpuNanos() - compilerNanos);
    double userNanos = Math.max(0, process.userNanos() - compilerNanos);
    all.put(
        Metric.CPU_PER_REQUEST,
        Math.max(0, spent.map(task -> (double) task.cpuNanos()).orElse(cpuNanos) - apartNanos)
            / micros);
    all.put(Metric.CPU_USER_PER_REQUEST, userNanos / micros);
    all.put(Metric.CPU_SYSTEM_PER_REQUEST, process.systemNanos() / micros);
    others.ifPresent(task -> all.put(Metric.COMPILER_PER_REQUEST, compilerNanos / micros));
    all.put(Metric.ALLOC_PER_REQUEST, process.allocatedBytes() / each);
    spent.ifPresent(task -> putSwitches(all, task, each));
    all.put(Metric.THREADS_PEAK, (double) threadsPeak);
    carriers().ifPresent(count -> all.put(Metric.CARRIERS, count));
    if (peakStarted && idleMegabytes.isPresent()) {
      megabytes("VmHWM")
          .ifPresent(peak -> all.put(Metric.RSS_PEAK, Math.max(0, peak - idleMegabytes.get())));
    }
    addJvm(all);
    all.put(Metric.GC_TIME, (double) process.collectionMillis());
    double ticks = process.machineTicks();
    all.put(Metric.MACHINE_STEAL, ticks > 0 ? 100 * process.stolenTicks() / ticks : 0);
    all.values().removeIf(cost -> cost.isNaN());
    costs = all;
  }

  @Override
  public Map<Metric, Double> metrics(long operations) {
    Map<Metric, Double> collected = costs;
    costs = Map.of();
    return collected;
  }

  /** Adds what this JVM chose for itself, on these processors and with these flags. */
  private static void addJvm(Map<Metric, Double> facts) {
    facts.put(Metric.JVM_PROCESSORS, (double) Runtime.getRuntime().availableProcessors());
    facts.put(Metric.HEAP_MAX, (double) (Runtime.getRuntime().maxMemory() >> 20));
    Collector.numberOf(
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(MemoryManagerMXBean::getName)
                .toList())
        .ifPresent(number -> facts.put(Metric.JVM_COLLECTOR, (double) number));
    HotSpotDiagnosticMXBean flags =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (flags != null) {
      String threads = flags.getVMOption("CICompilerCount").getValue();
      facts.put(Metric.COMPILER_THREADS, Double.parseDouble(threads));
    }
  }

  /** Returns the costs of all threads; empty if one has ended, because its counters are gone. */
  private Optional<Task> spentByThreads(Optional<Task> others) {
    return atEnd.threadsEnded() > atStart.threadsEnded()
        ? Optional.empty()
        : others.map(theirs -> theirs.plus(ownAtEnd.minus(ownAtStart)));
  }

  private static void putSwitches(Map<Metric, Double> costs, Task task, double requests) {
    double voluntary = task.voluntarySwitches() / requests;
    double involuntary = task.involuntarySwitches() / requests;
    costs.put(Metric.CONTEXT_SWITCHES_PER_REQUEST, voluntary + involuntary);
    costs.put(Metric.VOLUNTARY_SWITCHES_PER_REQUEST, voluntary);
    costs.put(Metric.INVOLUNTARY_SWITCHES_PER_REQUEST, involuntary);
  }

  /** Returns the number of carriers: from a bean since JDK 24, before by thread names. */
  private Optional<Double> carriers() {
    if (Runtime.version().feature() < FIRST_WITH_CARRIERS) {
      return Optional.empty();
    }
    return attribute(SCHEDULER, "PoolSize")
        .or(
            () ->
                Optional.of(
                    (double)
                        Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                            .filter(Objects::nonNull)
                            .filter(thread -> thread.getThreadName().startsWith(CARRIER))
                            .count()));
  }

  /** Returns resident memory in MB, now ({@code VmRSS}) or at its peak ({@code VmHWM}). */
  private Optional<Double> megabytes(String key) {
    return kernel
        .field("proc/self/status", key)
        .map(kilobytes -> Double.parseDouble(kilobytes.replaceAll("\\D", "")) * 1024 / 1e6);
  }

  /**
   * Returns an attribute of a management bean, where the JDK has it. Total allocation is in 21 and
   * later updates of 17, carriers are in 24.
   */
  private static Optional<Double> attribute(String bean, String name) {
    try {
      Object value =
          ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(bean), name);
      return Optional.of(((Number) value).doubleValue()).filter(number -> number >= 0);
    } catch (JMException e) {
      return Optional.empty();
    }
  }

  /**
   * Counters of this process and of the machine; NaN where there are none.
   *
   * @param cpuNanos processor time; Linux counts it in steps of 10 ms
   * @param allocatedBytes also by threads that have ended
   * @param threadsEnded platform threads that Java has started and that have ended
   * @param machineTicks processor time of the machine, idle or not
   * @param stolenTicks the part of it that the hypervisor gave to others
   */
  private record ProcessCounters(
      double cpuNanos,
      double userNanos,
      double systemNanos,
      double allocatedBytes,
      long threadsEnded,
      long collectionMillis,
      double machineTicks,
      double stolenTicks) {

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

    /** Returns the time of collections: of concurrent collectors only that of pauses. */
    private static long collections() {
      return ManagementFactory.getGarbageCollectorMXBeans().stream()
          .filter(collector -> !collector.getName().endsWith("Cycles"))
          .mapToLong(GarbageCollectorMXBean::getCollectionTime)
          .sum();
    }
  }
}
