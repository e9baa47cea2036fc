package io.gatherbench.compare;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.results.Looks;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.Validity;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cell's forks in numbers: one value a fork ({@link ForkValues#values}), and their geometric
 * mean. Where a fork has 0 there is none: the score is then the arithmetic mean, and further
 * metrics are left out.
 *
 * @param columns what the cell is and ran on: {@link CellAggregator#COLUMNS} and each parameter
 * @param metric of the score: {@code time_p50} if there are percentiles, else {@code time} or
 *     {@code throughput}; or the metric that was requested
 * @param byRound the score of each usable fork by its round, in the order of the rows
 * @param score of these forks; empty if there are none
 * @param metrics further metrics, as far as all forks have positive values, and for percentiles as
 *     many as these need
 * @param shares {@link Metric#COMPILER_SHARE} and {@link Metric#STUB_SHARE}, as far as known: the
 *     arithmetic mean over forks, because they may be 0
 * @param boundMillis the cell's bound in ms; NaN if the rows do not say
 * @param voidForks number of void forks, which enter nothing
 * @param starvedForks number of forks that starved, a result without values
 * @param cutShort number of forks that were cut short and left out
 * @param fewValues whether the score is a percentile of fewer values in a fork than it needs
 * @param reasons why forks are void, starved or flagged, each once
 * @param looks the rule by which its forks were run, if verdicts were looked at after each round
 * @param standing empty if it has no geometric mean, is alone in its situation, or was not ranked
 * @param speedUp over the sequential strategy; empty where that was not measured
 */
public record CellSummary(
    Map<String, String> columns,
    String metric,
    String unit,
    Map<String, Double> byRound,
    Optional<Estimate> score,
    Map<String, Estimate> metrics,
    Map<String, String> units,
    Map<Metric, Double> shares,
    double boundMillis,
    int voidForks,
    int starvedForks,
    int cutShort,
    boolean fewValues,
    List<String> reasons,
    Optional<Looks> looks,
    Optional<Standing> standing,
    Optional<Ratio> speedUp) {

  /** From this share of the requests in flight at once on, all may count as overlapping. */
  private static final double MOST_IN_FLIGHT = 0.9;

  private static final String NO_MEAN =
      "flagged: there is no mean, because the value of a fork is below 0 or too large";

  /**
   * A place among the strategies that do the same work.
   *
   * @param ratio this cell's score over the fastest one's
   * @param verdict {@link Verdict#SLOWER} if the fastest is faster beyond doubt and threshold;
   *     {@link Verdict#TOO_FEW}, {@link Verdict#TOO_MANY_VOID} or {@link Verdict#STARVED} if its
   *     forks allow none; else it is not proven slower
   */
  public record Standing(boolean fastest, Ratio ratio, Verdict verdict) {

    /** Tells whether this is the fastest, or has enough forks and is not proven slower. */
    public boolean tied() {
      return fastest || verdict == Verdict.SAME || verdict == Verdict.UNDECIDED;
    }
  }

  /** Summarises a cell that is not ranked. */
  static CellSummary of(
      Map<String, String> columns, ForkValues values, String metric, Optional<Looks> looks) {
    Map<String, Double> forks = values.values(metric);
    Optional<Estimate> score = estimate(forks).or(() -> arithmetic(forks));
    Map<String, Estimate> metrics = new LinkedHashMap<>();
    Map<String, String> units = new LinkedHashMap<>();
    for (String name : values.metrics()) {
      if (!name.equals(metric) && Metric.of(name).filter(values::isShortOf).isEmpty()) {
        estimate(values.values(name))
            .ifPresent(
                estimate -> {
                  metrics.put(name, estimate);
                  units.put(name, values.unit(name).orElse(""));
                });
      }
    }
    return new CellSummary(
        columns,
        metric,
        values.unit(metric).orElse(""),
        score.isPresent() ? forks : Map.of(),
        score,
        metrics,
        units,
        shares(values),
        values.last(Metric.TIME_BOUND).orElse(Double.NaN),
        values.without(Validity.Kind.VOID),
        values.without(Validity.Kind.STARVED),
        values.cutShort(metric),
        Metric.of(metric).filter(values::isShortOf).isPresent(),
        forks.isEmpty() || score.isPresent() ? values.reasons() : List.of(NO_MEAN),
        looks,
        Optional.empty(),
        Optional.empty());
  }

  private static Map<Metric, Double> shares(ForkValues values) {
    Map<Metric, Double> shares = new EnumMap<>(Metric.class);
    for (Metric share : List.of(Metric.COMPILER_SHARE, Metric.STUB_SHARE)) {
      values.values(share.id()).values().stream()
          .mapToDouble(Double::doubleValue)
          .average()
          .ifPresent(mean -> shares.put(share, mean));
    }
    return shares;
  }

  private static Optional<Estimate> estimate(Map<String, Double> forks) {
    boolean positive = forks.values().stream().allMatch(value -> value > 0 && value < 1 / 0.0);
    return forks.isEmpty() || !positive
        ? Optional.empty()
        : Optional.of(Estimate.of(Pairing.array(forks.values())));
  }

  private static Optional<Estimate> arithmetic(Map<String, Double> forks) {
    boolean usable = forks.values().stream().allMatch(value -> value >= 0 && value < 1 / 0.0);
    return forks.isEmpty() || !usable
        ? Optional.empty()
        : Optional.of(Estimate.arithmetic(Pairing.array(forks.values())));
  }

  /** Returns the summary of a planned cell; empty if it has no rows. */
  static Optional<CellSummary> of(PlannedCell cell, List<CellSummary> summaries) {
    return summaries.stream().filter(summary -> isOf(cell, summary.columns())).findFirst();
  }

  /** Tells whether columns of rows are those of a planned cell. */
  static boolean isOf(PlannedCell cell, Map<String, String> columns) {
    String benchmark = columns.get("benchmark");
    // Rows of other programs' benchmarks have the full name.
    return (Row.shortName(cell.benchmark()).equals(benchmark) || cell.benchmark().equals(benchmark))
        && cell.parameters().entrySet().stream()
            .allMatch(p -> columns.getOrDefault(p.getKey(), p.getValue()).equals(p.getValue()));
  }

  /** Tells whether it has a score, and that is the geometric mean: no fork has 0. */
  public boolean hasGeometricMean() {
    return score.isPresent() && byRound.values().stream().allMatch(value -> value > 0);
  }

  /** Returns the score of each usable fork, in the order of the rows. */
  public List<Double> forks() {
    return List.copyOf(byRound.values());
  }

  /** Returns a column's or a parameter's value; empty if there is none. */
  public String column(String name) {
    return columns.getOrDefault(name, "");
  }

  /** Returns a value as cells are compared by it: JMH's default where rows leave one out. */
  public String compared(String name) {
    return columns.getOrDefault(name, CellKey.DEFAULTS.getOrDefault(name, ""));
  }

  /** Tells whether a higher score is the better one. */
  public boolean higherIsBetter() {
    return ComparisonSpec.higherIsBetter(metric, unit);
  }

  /**
   * Tells whether its requests arrive at a given rate, whether earlier ones are answered or not.
   */
  public boolean isOpenLoop() {
    return column("rate").endsWith("/s") && !metric.equals(Metric.SUSTAINED_RATE.id());
  }

  /** Tells whether the score is memory of requests that wait. */
  public boolean isMemory() {
    return metric.equals(Metric.HEAP_PER_REQUEST.id()) || metric.equals(Metric.HEAP_LEAST.id());
  }

  /** Returns the arrivals a second of an open loop; 0 for others. */
  public int arrivalRate() {
    return isOpenLoop() ? Integer.parseInt(column("rate").replace("/s", "")) : 0;
  }

  /** Returns the number of requests, or of an open loop the rate, such as {@code 1000/s}. */
  public String size() {
    return isOpenLoop() ? column("rate") : column("requests");
  }

  /** Tells whether a fork is flagged. */
  public boolean flagged() {
    return reasons.stream().anyMatch(reason -> reason.startsWith("flagged: "));
  }

  /** Returns how many forks starved, such as {@code 3 of 4 forks starved}; empty if none did. */
  public Optional<String> starved() {
    int all = forks().size() + voidForks + starvedForks + cutShort;
    return starvedForks == 0
        ? Optional.empty()
        : Optional.of(starvedForks + " of " + all + (all == 1 ? " fork" : " forks") + " starved");
  }

  /** Returns what stands in place of a missing score: {@code starved} or {@code void}. */
  public String withoutScore() {
    return starvedForks > 0 ? "starved" : "void";
  }

  /** Returns the bound as a share of the score; NaN if one is missing or the score is no time. */
  public double efficiency() {
    return hasGeometricMean() && unit.equals(Metric.TIME.unit()) && boundMillis > 0
        ? boundMillis / score.get().value()
        : Double.NaN;
  }

  /**
   * Tells whether the first responses came before the last requests were sent: then the client's
   * speed is measured more than its concurrency.
   */
  public boolean answeredWhileSending() {
    Optional<Estimate> peak = estimate(Metric.IN_FLIGHT_PEAK);
    Optional<Estimate> claimed = estimate(Metric.IN_FLIGHT_CLAIMED);
    // Several measuring threads claim more than one gather's requests and need not be in step.
    return boundMillis > 0
        && peak.isPresent()
        && claimed.isPresent()
        && column("requests").matches("\\d{1,9}")
        && claimed.get().value() <= Integer.parseInt(column("requests"))
        && peak.get().value() < MOST_IN_FLIGHT * claimed.get().value();
  }

  /** Returns a further metric; empty if the rows do not say. */
  public Optional<Estimate> estimate(Metric further) {
    return Optional.ofNullable(metrics.get(further.id()));
  }

  CellSummary with(Optional<Standing> place, Optional<Ratio> faster) {
    return with(score, place, faster);
  }

  /** Returns the cell with the arithmetic mean as its score, which it has. */
  CellSummary byArithmeticMean() {
    return with(arithmetic(byRound), standing, speedUp);
  }

  private CellSummary with(
      Optional<Estimate> mean, Optional<Standing> place, Optional<Ratio> faster) {
    return new CellSummary(
        columns,
        metric,
        unit,
        byRound,
        mean,
        metrics,
        units,
        shares,
        boundMillis,
        voidForks,
        starvedForks,
        cutShort,
        fewValues,
        reasons,
        looks,
        place,
        faster);
  }
}
