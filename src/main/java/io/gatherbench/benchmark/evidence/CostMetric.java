package io.gatherbench.benchmark.evidence;

import static org.openjdk.jmh.results.AggregationPolicy.AVG;
import static org.openjdk.jmh.results.AggregationPolicy.MAX;
import static org.openjdk.jmh.results.AggregationPolicy.SUM;

import java.util.Locale;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.ScalarResult;

/** What an iteration costs the forked JVM. The rows have the names in small letters. */
public enum CostMetric {
  /** Processor time of all its threads but the compiler's, over the requests that it sent. */
  CPU_PER_REQUEST("us", AVG),
  /** The part of it in the program. */
  CPU_USER_PER_REQUEST("us", AVG),
  /** The part of it in the kernel. */
  CPU_SYSTEM_PER_REQUEST("us", AVG),
  /**
   * Processor time of the just-in-time compiler meanwhile, over the requests. A service that runs
   * for long has none of it, so it is kept apart from what a request costs.
   */
  COMPILER_PER_REQUEST("us", AVG),
  /** Bytes allocated on the heap by all its threads, over the requests. */
  ALLOC_PER_REQUEST("B", AVG),
  /** How often one of its threads gave up a processor, over the requests. */
  CONTEXT_SWITCHES_PER_REQUEST("#", AVG),
  /** The part of them because the thread had to wait. */
  VOLUNTARY_SWITCHES_PER_REQUEST("#", AVG),
  /** The part of them because another thread was to run. */
  INVOLUNTARY_SWITCHES_PER_REQUEST("#", AVG),
  /** The most platform threads at once, the JVM's own that Java sees and carriers among them. */
  THREADS_PEAK("#", MAX),
  /** Platform threads that carry virtual ones. */
  CARRIERS("#", MAX),
  /** The most memory that was resident, above what the JVM had before anything was opened. */
  RSS_PEAK("MB", MAX),
  /** Time in garbage collections. */
  GC_TIME("ms", SUM),
  /** The share of the machine's processor time that the hypervisor gave to others. */
  MACHINE_STEAL("%", AVG);

  private final String unit;
  private final AggregationPolicy policy;

  CostMetric(String unit, AggregationPolicy policy) {
    this.unit = unit;
    this.policy = policy;
  }

  ScalarResult result(double value) {
    return new ScalarResult(name().toLowerCase(Locale.ROOT), value, unit, policy);
  }
}
