package io.gatherbench.compare;

import io.gatherbench.results.Looks;
import io.gatherbench.results.Metric;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One cell of a variant, compared with the baseline's.
 *
 * @param cell the values of {@link Comparison#columns}
 * @param base the baseline's forks; its columns are empty, as are those of {@code other}
 * @param ratio the variant's score over the baseline's, if both have forks
 * @param rounds number of rounds whose forks were compared in pairs; 0 if all forks were compared
 *     regardless of their rounds
 * @param leftOut usable forks of both sides that are in none of these rounds
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
    double adjusted,
    Verdict verdict,
    OptionalInt moreForks,
    List<Cost> costs) {

  /** From this share of the work's processor time the compiler's is worth a remark. */
  private static final double MUCH_COMPILATION = 0.5;

  /** A cost besides time, on both sides, and the variant's over the baseline's. */
  public record Cost(String metric, String unit, Estimate base, Estimate other, Ratio ratio) {}

  /** Tells whether the just-in-time compiler was busy on a side, which may explain a difference. */
  public boolean compilerStillAtWork() {
    Optional<Cost> work = cost(Metric.CPU_PER_REQUEST);
    Optional<Cost> compiler = cost(Metric.COMPILER_PER_REQUEST);
    return work.isPresent()
        && compiler.isPresent()
        && (compiler.get().base().value() > MUCH_COMPILATION * work.get().base().value()
            || compiler.get().other().value() > MUCH_COMPILATION * work.get().other().value());
  }

  private Optional<Cost> cost(Metric metric) {
    return costs.stream().filter(cost -> cost.metric().equals(metric.id())).findFirst();
  }

  /** Returns the rule by which it was run, if verdicts were looked at after each round. */
  public Optional<Looks> looks() {
    return base.looks();
  }

  CellComparison with(Ratio judged, double adjustedP, Verdict decided, OptionalInt more) {
    return new CellComparison(
        cell,
        metric,
        unit,
        base,
        other,
        Optional.of(judged),
        rounds,
        leftOut,
        adjustedP,
        decided,
        more,
        costs);
  }
}
