package io.gatherbench.compare;

import java.util.List;
import java.util.Optional;

/**
 * What is asked of rows.
 *
 * @param by the column whose values are compared with each other; empty for {@code jdk}, or the
 *     files if the JDK is the same in all
 * @param baseline the value that the others are held against; empty for the first
 * @param metric what is compared; empty for the score: {@code time}, or {@code throughput} in that
 *     mode
 * @param threshold differences up to this, as a fraction, do not matter: 0 or more, below 1
 * @param filters which rows
 * @param force whether to compare what should not be compared
 */
public record ComparisonSpec(
    Optional<String> by,
    Optional<String> baseline,
    Optional<String> metric,
    double threshold,
    List<Filter> filters,
    boolean force) {

  /** Differences below this matter to nobody, unless told. */
  public static final double DEFAULT_THRESHOLD = 0.03;

  static final String TIME = "time";
  static final String THROUGHPUT = "throughput";

  /** What a strategy costs besides time, shown beside it. */
  static final List<String> COSTS =
      List.of(
          "cpu_per_request",
          "compiler_per_request",
          "alloc_per_request",
          "gc.alloc.rate.norm",
          "threads_peak",
          "rss_peak",
          "context_switches_per_request");

  /** The usual question. */
  public static ComparisonSpec usual() {
    return new ComparisonSpec(
        Optional.empty(), Optional.empty(), Optional.empty(), DEFAULT_THRESHOLD, List.of(), false);
  }

  /** The same question of another column. */
  public ComparisonSpec withBy(String column) {
    return new ComparisonSpec(Optional.of(column), baseline, metric, threshold, filters, force);
  }

  /** Whether values of this metric are needed for the answer. */
  boolean wants(String name) {
    return isScore(name) || COSTS.contains(name);
  }

  /** Whether this is what is compared. */
  boolean isScore(String name) {
    return metric.isPresent()
        ? metric.get().equals(name)
        : name.equals(TIME) || name.equals(THROUGHPUT);
  }

  /** Whether more of it is better: of throughput alone, everything else is time or a cost. */
  static boolean higherIsBetter(String metric) {
    return metric.equals(THROUGHPUT);
  }
}
