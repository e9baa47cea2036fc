package io.gatherbench.compare;

import io.gatherbench.results.Looks;
import io.gatherbench.results.Metric;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One cell of a variant, compared with the baseline's.
 *
 * @param cell the values of {@link Comparison#columns}
 * @param base the baseline's forks; its columns are empty, as are those of {@code other}
 * @param ratio the variant's score over the baseline's, if both have forks and none of them has 0
 * @param rounds number of rounds whose forks were compared in pairs; 0 if all forks were compared
 *     regardless of their rounds
 * @param leftOut usable forks of the variant that are in none of these rounds
 * @param baseLeftOut those of the baseline
 * @param adjusted its p-value after Holm's correction; NaN if no verdict is possible
 * @param moreForks further forks on each side that would likely decide an undecided cell, if known
 * @param costs what else it costs, where rows say so
 */
public record CellComparison(
    List<String> cell,
    String metric,
    String unit,
    CellSummary base,
    CellSummary other,
    Optional<Ratio> ratio,
    int rounds,
    int leftOut,
    int baseLeftOut,
    double adjusted,
    Verdict verdict,
    OptionalInt moreForks,
    List<Cost> costs) {

  /**
   * How far a share of the time moves the logarithm of the time: the compiler's by about 1.4 of it,
   * as measured in forks while they settled; the stub's lateness by a quarter.
   */
  private static final Map<Metric, Double> WEIGHTS =
      Map.of(Metric.COMPILER_SHARE, 1.4, Metric.STUB_SHARE, 0.25);

  /** A cost besides time, on both sides, and the variant's over the baseline's. */
  public record Cost(String metric, String unit, Estimate base, Estimate other, Ratio ratio) {}

  /** Returns the shares of the time that differ so much between the sides that they may decide. */
  public List<Metric> doubts(double threshold) {
    return verdict.decided() && ratio.isPresent() && ComparisonSpec.isScore(metric)
        ? WEIGHTS.keySet().stream().filter(share -> decides(share, threshold)).sorted().toList()
        : List.of();
  }

  /** Tells whether the verdict would be another one without the difference in a share. */
  private boolean decides(Metric share, double threshold) {
    Double one = base.shares().get(share);
    Double two = other.shares().get(share);
    if (one == null || two == null) {
      return false;
    }
    boolean higherIsBetter = higherIsBetter();
    double added = WEIGHTS.get(share) * (two - one) / 100;
    double factor = Math.exp(higherIsBetter ? added : -added);
    double low = ratio.orElseThrow().low() * factor;
    double high = ratio.orElseThrow().high() * factor;
    return Verdict.of(low, high, true, threshold, higherIsBetter) != verdict;
  }

  /** Tells whether a higher value is the better one. */
  public boolean higherIsBetter() {
    return ComparisonSpec.higherIsBetter(metric, unit);
  }

  /** Returns the rule by which it was run, if verdicts were looked at after each round. */
  public Optional<Looks> looks() {
    return base.looks();
  }

  /** Tells whether both sides have a score but no ratio, because a fork has 0. */
  public boolean hasZeros() {
    return ratio.isEmpty() && base.score().isPresent() && other.score().isPresent();
  }

  /**
   * Tells whether its forks can decide a verdict. Bounds of looks need logarithms, which 0 has not.
   */
  public boolean isJudged() {
    return verdict.decided()
        || verdict == Verdict.UNDECIDED && !(hasZeros() && base.looks().isPresent());
  }

  CellComparison with(Optional<Ratio> judged, double adjustedP, Verdict decided, OptionalInt more) {
    return new CellComparison(
        cell,
        metric,
        unit,
        base,
        other,
        judged,
        rounds,
        leftOut,
        baseLeftOut,
        adjustedP,
        decided,
        more,
        costs);
  }
}
