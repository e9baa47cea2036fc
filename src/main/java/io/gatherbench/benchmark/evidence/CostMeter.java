package io.gatherbench.benchmark.evidence;

import static io.gatherbench.benchmark.evidence.CostMetric.ALLOC_PER_REQUEST;
import static io.gatherbench.benchmark.evidence.CostMetric.CARRIERS;
import static io.gatherbench.benchmark.evidence.CostMetric.COMPILER_PER_REQUEST;
import static io.gatherbench.benchmark.evidence.CostMetric.CONTEXT_SWITCHES_PER_REQUEST;
import static io.gatherbench.benchmark.evidence.CostMetric.CPU_PER_REQUEST;
import static io.gatherbench.benchmark.evidence.CostMetric.CPU_SYSTEM_PER_REQUEST;
import static io.gatherbench.benchmark.evidence.CostMetric.CPU_USER_PER_REQUEST;
import static io.gatherbench.benchmark.evidence.CostMetric.GC_TIME;
import static io.gatherbench.benchmark.evidence.CostMetric.INVOLUNTARY_SWITCHES_PER_REQUEST;
import static io.gatherbench.benchmark.evidence.CostMetric.MACHINE_STEAL;
import static io.gatherbench.benchmark.evidence.CostMetric.RSS_PEAK;
import static io.gatherbench.benchmark.evidence.CostMetric.THREADS_PEAK;
import static io.gatherbench.benchmark.evidence.CostMetric.VOLUNTARY_SWITCHES_PER_REQUEST;

import io.gatherbench.benchmark.evidence.TaskCounters.Task;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Counts what the work of an iteration costs this JVM, from counters and peaks that the JDK and the
 * kernel keep anyway: nothing runs, and nothing is sampled, between begin and end. Not thread-safe.
 */
public final class CostMeter {

  private static final String SCHEDULER = "jdk.management:type=VirtualThreadScheduler";
  private static final String CARRIER = "ForkJoinPool-1-worker-";
  private static final int FIRST_WITH_CARRIERS = 21;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Optional<Double> idleMegabytes = ResidentMemory.megabytes();
  private TaskCounters othersAtStart;
  private Task ownAtStart;
  private ProcessCounters atStart;
  private boolean peakStarted;
  private ProcessCounters atEnd;
  private Task ownAtEnd;
  private int threadsPeak;

  /** The work follows soon; the other threads have nothing to do until then. */
  public void prepare() {
    othersAtStart = TaskCounters.ofOthers();
  }

  /** The work follows. */
  public void begin() {
    peakStarted = ResidentMemory.startPeak();
    threads.resetPeakThreadCount();
    ownAtStart = TaskCounters.own();
    atStart = ProcessCounters.read();
  }

  /** The work is over. */
  public void end() {
    atEnd = ProcessCounters.read();
    ownAtEnd = TaskCounters.own();
    threadsPeak = threads.getPeakThreadCount();
  }

  /**
   * Puts together what the work has cost.
   *
   * @param requests how many requests were sent
   * @return what the system and the JDK can tell, which is not all everywhere
   */
  public Map<CostMetric, Double> collect(long requests) {
    ProcessCounters now = atEnd;
    Map<CostMetric, Double> costs = new EnumMap<>(CostMetric.class);
    double each = Math.max(1, requests);
    double micros = 1e3 * each;
    Optional<Task> others = TaskCounters.ofOthers().since(othersAtStart);
    Optional<Task> spent = spentByThreads(others);
    // The compiler does next to nothing in the kernel. The process is counted in coarser steps.
    double compilerNanos = others.map(Task::compilerNanos).orElse(0L);
    double cpuNanos = Math.max(0, now.cpuNanos() - atStart.cpuNanos() - compilerNanos);
    double userNanos = now.userNanos() - atStart.userNanos() - compilerNanos;
    put(
        costs,
        CPU_PER_REQUEST,
        spent.map(task -> (double) task.cpuNanos()).orElse(cpuNanos) / micros);
    put(costs, CPU_USER_PER_REQUEST, Math.max(0, userNanos) / micros);
    put(costs, CPU_SYSTEM_PER_REQUEST, (now.systemNanos() - atStart.systemNanos()) / micros);
    if (others.isPresent()) {
      put(costs, COMPILER_PER_REQUEST, compilerNanos / micros);
    }
    put(costs, ALLOC_PER_REQUEST, (now.allocatedBytes() - atStart.allocatedBytes()) / each);
    spent.ifPresent(task -> switches(costs, task, each));
    put(costs, THREADS_PEAK, threadsPeak);
    carriers().ifPresent(count -> put(costs, CARRIERS, count));
    if (peakStarted && idleMegabytes.isPresent()) {
      ResidentMemory.peakMegabytes()
          .ifPresent(peak -> put(costs, RSS_PEAK, Math.max(0, peak - idleMegabytes.get())));
    }
    put(costs, GC_TIME, now.collectionMillis() - atStart.collectionMillis());
    double ticks = now.machineTicks() - atStart.machineTicks();
    put(
        costs,
        MACHINE_STEAL,
        ticks > 0 ? 100 * (now.stolenTicks() - atStart.stolenTicks()) / ticks : 0);
    return costs;
  }

  /** Nothing if a thread has ended, because what it spent is lost with it. */
  private Optional<Task> spentByThreads(Optional<Task> others) {
    return atEnd.threadsEnded() > atStart.threadsEnded()
        ? Optional.empty()
        : others.map(theirs -> theirs.plus(ownAtEnd.minus(ownAtStart)));
  }

  private static void switches(Map<CostMetric, Double> costs, Task task, double requests) {
    double voluntary = task.voluntarySwitches() / requests;
    double involuntary = task.involuntarySwitches() / requests;
    put(costs, CONTEXT_SWITCHES_PER_REQUEST, voluntary + involuntary);
    put(costs, VOLUNTARY_SWITCHES_PER_REQUEST, voluntary);
    put(costs, INVOLUNTARY_SWITCHES_PER_REQUEST, involuntary);
  }

  /** JDKs before 24 do not tell; there carriers go by the name of the first pool of their kind. */
  private Optional<Double> carriers() {
    if (Runtime.version().feature() < FIRST_WITH_CARRIERS) {
      return Optional.empty();
    }
    Optional<Double> told = ProcessCounters.attribute(SCHEDULER, "PoolSize");
    if (told.isPresent()) {
      return told;
    }
    long named =
        Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(Objects::nonNull)
            .map(ThreadInfo::getThreadName)
            .filter(name -> name.startsWith(CARRIER))
            .count();
    return Optional.of((double) named);
  }

  private static void put(Map<CostMetric, Double> costs, CostMetric metric, double value) {
    if (!Double.isNaN(value)) {
      costs.put(metric, value);
    }
  }
}
