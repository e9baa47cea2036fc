package io.gatherbench.compare;

import io.gatherbench.stats.Ratio;
import io.gatherbench.stats.Sample;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One cell of an arm, held against the baseline's.
 *
 * @param cell the values of {@link Comparison#columns}
 * @param metric what was compared
 * @param unit its unit
 * @param base the baseline's forks
 * @param other the arm's forks
 * @param ratio the arm's mean over the baseline's, if both have forks
 * @param adjusted its p-value after Holm's correction; NaN if there is no verdict to be had
 * @param outcome what is said of it
 * @param moreForks how many more on each side would likely decide what is inconclusive; empty if
 *     that cannot be said
 * @param costs what else it costs, where rows say so
 */
public record CellComparison(
    List<String> cell,
    String metric,
    String unit,
    VariantSample base,
    VariantSample other,
    Optional<Ratio> ratio,
    double adjusted,
    Verdict outcome,
    OptionalInt moreForks,
    List<Cost> costs) {

  /** So much of the work's processor time, and the compiler's is worth a remark. */
  private static final double MUCH_COMPILATION = 0.5;

  /**
   * A cost besides time.
   *
   * @param metric its name
   * @param unit its unit
   * @param base the baseline's forks
   * @param other the arm's forks
   * @param ratio the arm's mean over the baseline's
   */
  public record Cost(String metric, String unit, Sample base, Sample other, Ratio ratio) {}

  /**
   * Whether the compiler still took much of the processors beside the work, on either side: then
   * the two may differ by how soon a JVM compiles, and not by what the code takes once it has.
   */
  public boolean compilerStillAtWork() {
    Optional<Cost> work = cost("cpu_per_request");
    Optional<Cost> compiler = cost("compiler_per_request");
    return work.isPresent()
        && compiler.isPresent()
        && (compiler.get().base().mean() > MUCH_COMPILATION * work.get().base().mean()
            || compiler.get().other().mean() > MUCH_COMPILATION * work.get().other().mean());
  }

  private Optional<Cost> cost(String name) {
    return costs.stream().filter(cost -> cost.metric().equals(name)).findFirst();
  }

  CellComparison with(double adjustedP, Verdict decided, OptionalInt more) {
    return new CellComparison(
        cell, metric, unit, base, other, ratio, adjustedP, decided, more, costs);
  }
}
