package io.gatherbench.compare;

import io.gatherbench.results.Metric;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rows to compare, and the options of the comparison.
 *
 * @param by the column to compare by; empty for {@code jdk}, or {@code file} if there is one JDK
 * @param baseline the value that the others are compared with; empty for the first
 * @param metric what is compared; empty for the score, see {@link CellSummary}
 * @param threshold differences up to this, as a fraction, do not matter: 0 or more, below 1
 * @param force whether to compare what should not be compared
 */
public record ComparisonSpec(
    Optional<String> by,
    Optional<String> baseline,
    Optional<String> metric,
    double threshold,
    List<RowFilter> filters,
    boolean force) {

  /** Default equivalence margin. */
  public static final double DEFAULT_THRESHOLD = 0.03;

  /** Metrics of costs, shown beside the time. */
  static final List<String> COSTS =
      List.of(
          Metric.CPU_PER_REQUEST.id(),
          Metric.COMPILER_PER_REQUEST.id(),
          Metric.ALLOC_PER_REQUEST.id(),
          "gc.alloc.rate.norm",
          Metric.THREADS_PEAK.id(),
          Metric.RSS_PEAK.id(),
          Metric.PROCESS_PER_REQUEST.id(),
          Metric.CONTEXT_SWITCHES_PER_REQUEST.id(),
          Metric.CPU_UNTIL_GATHER.id());

  /** Metrics that can be a cell's score, the first that it has. */
  private static final List<Metric> SCORES =
      List.of(
          Metric.TIME_P50,
          Metric.TIME,
          Metric.THROUGHPUT,
          Metric.RESPONSE_P50,
          Metric.SUSTAINED_RATE,
          Metric.FIRST_GATHER,
          Metric.HEAP_PER_REQUEST,
          Metric.HEAP_LEAST);

  private static final Set<Metric> SHOWN =
      Set.of(
          Metric.TIME_P90,
          Metric.TIME_P99,
          Metric.TIME_MAX,
          Metric.OPERATIONS,
          Metric.REQUESTS_SERVED,
          Metric.TIME_BOUND,
          Metric.RESPONSE_P99,
          Metric.RESPONSE_P999,
          Metric.OUTSTANDING_MEAN,
          Metric.TIME_FIRST_ITEM,
          Metric.DIRECT_PER_REQUEST,
          Metric.STACK_PER_REQUEST,
          Metric.IN_FLIGHT_PEAK,
          Metric.IN_FLIGHT_CLAIMED,
          Metric.COMPILER_SHARE,
          Metric.STUB_SHARE);

  /** Returns the usual comparison. */
  public static ComparisonSpec usual() {
    return new ComparisonSpec(
        Optional.empty(), Optional.empty(), Optional.empty(), DEFAULT_THRESHOLD, List.of(), false);
  }

  /** Returns the same comparison by another column. */
  public ComparisonSpec withBy(String column) {
    return new ComparisonSpec(Optional.of(column), baseline, metric, threshold, filters, force);
  }

  /** Returns the same comparison of a metric instead of the score. */
  public ComparisonSpec withMetric(Metric compared) {
    return new ComparisonSpec(by, baseline, Optional.of(compared.id()), threshold, filters, force);
  }

  /** Returns the same comparison with another equivalence margin. */
  public ComparisonSpec withThreshold(double fraction) {
    return new ComparisonSpec(by, baseline, metric, fraction, filters, force);
  }

  /** Returns the same comparison with another baseline. */
  public ComparisonSpec withBaseline(Optional<String> value) {
    return new ComparisonSpec(by, value, metric, threshold, filters, force);
  }

  static boolean isScore(String metric) {
    return Metric.of(metric).filter(SCORES::contains).isPresent();
  }

  /** Returns the score of cells that are compared: if possible one that all with values have. */
  static String score(Collection<ForkValues> cells) {
    List<Set<String>> sets =
        cells.stream().map(ForkValues::metrics).filter(metrics -> !metrics.isEmpty()).toList();
    Stream<Metric> common =
        SCORES.stream().filter(score -> sets.stream().allMatch(set -> set.contains(score.id())));
    Stream<Metric> any =
        SCORES.stream().filter(score -> sets.stream().anyMatch(set -> set.contains(score.id())));
    return Stream.concat(common, any).findFirst().orElse(Metric.TIME).id();
  }

  /** Tells whether values of this metric are kept. */
  boolean wants(String name) {
    return isScore(name)
        || COSTS.contains(name)
        || metric.filter(name::equals).isPresent()
        || Metric.of(name).filter(SHOWN::contains).isPresent();
  }

  boolean isCompared(String name) {
    return metric.map(name::equals).orElseGet(() -> isScore(name));
  }

  /** Tells whether more is better: of throughput, and of other metrics of JMH's in its units. */
  static boolean higherIsBetter(String metric, String unit) {
    return higherIsBetter(metric) || Metric.of(metric).isEmpty() && unit.startsWith("ops/");
  }

  static boolean higherIsBetter(String metric) {
    return Metric.of(metric)
        .filter(known -> known.direction() == Metric.Direction.HIGHER)
        .isPresent();
  }
}
