package io.gatherbench.compare;

import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;
import io.gatherbench.stats.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What all rows of one cell on one JDK amount to, and where it stands among the strategies. A fork
 * with a void iteration is void as a whole and enters nothing; a fork's value is the median of its
 * iterations' values.
 *
 * @param columns what the cell is and what it ran on, by name; see {@link CellAggregator#COLUMNS},
 *     and each parameter
 * @param metric what the score is: {@code time_p50} if there are percentiles, else {@code time} or
 *     {@code throughput}
 * @param unit of the score
 * @param forks the score of each usable fork, in the order of the rows
 * @param score of these forks; empty if there are none
 * @param metrics further metrics, as far as they are there and positive
 * @param units of these
 * @param boundMillis the cell's bound in ms; NaN if the rows do not say
 * @param voidForks how many forks are void
 * @param cutShort how many forks were cut short and left out
 * @param reasons why forks are void or flagged, each once
 * @param standing where it stands among the strategies of its situation; empty if it has no score
 *     or is alone
 * @param speedUp how many times as fast as the sequential strategy it is; empty where that was not
 *     measured
 */
public record CellSummary(
    Map<String, String> columns,
    String metric,
    String unit,
    List<Double> forks,
    Optional<Estimate> score,
    Map<String, Estimate> metrics,
    Map<String, String> units,
    double boundMillis,
    int voidForks,
    int cutShort,
    List<String> reasons,
    Optional<Standing> standing,
    Optional<Ratio> speedUp) {

  /**
   * A place among the strategies that do the same work.
   *
   * @param fastest whether this is the one with the best score
   * @param ratio this cell's score over the fastest one's
   * @param outcome {@link Verdict#WORSE} if the fastest is faster beyond doubt and threshold;
   *     {@link Verdict#TOO_FEW} if there are too few forks to say; else they cannot be told apart
   */
  public record Standing(boolean fastest, Ratio ratio, Verdict outcome) {

    /**
     * Whether this is the fastest, or was measured well enough and still cannot be told from it.
     */
    public boolean withinNoise() {
      return fastest || outcome == Verdict.SAME || outcome == Verdict.INCONCLUSIVE;
    }
  }

  /** A column's or a parameter's value; empty if there is none. */
  public String column(String name) {
    return columns.getOrDefault(name, "");
  }

  /** Whether a fork is flagged. */
  public boolean flagged() {
    return reasons.stream().anyMatch(reason -> reason.startsWith("flagged: "));
  }

  /** The bound as a share of the score, which has to be a time; NaN if either is not there. */
  public double efficiency() {
    return score.isPresent() && unit.equals("ms") && boundMillis > 0
        ? boundMillis / score.get().value()
        : Double.NaN;
  }

  /** What a request costs in processor time, in µs; empty if the rows do not say. */
  public Optional<Estimate> cpu() {
    return Optional.ofNullable(metrics.get("cpu_per_request"));
  }

  /** The median of the forks' scores. */
  public OptionalDouble median() {
    return forks.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sample().median());
  }

  Sample sample() {
    return Sample.of(forks.stream().mapToDouble(Double::doubleValue).toArray());
  }

  CellSummary with(Optional<Standing> place, Optional<Ratio> faster) {
    return new CellSummary(
        columns,
        metric,
        unit,
        forks,
        score,
        metrics,
        units,
        boundMillis,
        voidForks,
        cutShort,
        reasons,
        place,
        faster);
  }
}
