package io.gatherbench.compare;

import io.gatherbench.stats.Ratio;
import java.util.List;

/**
 * The answer to a {@link ComparisonSpec}.
 *
 * @param by the column that was compared by
 * @param baseline what the others are held against
 * @param columns the columns and parameters that tell cells apart
 * @param threshold what is the same, as a fraction
 * @param arms the others
 * @param legend what the arms are
 * @param notes what readers should know
 * @param forced in what rows differ although they should not; empty unless that was forced
 */
public record Comparison(
    String by,
    String baseline,
    List<String> columns,
    double threshold,
    List<Arm> arms,
    List<Description> legend,
    List<String> notes,
    List<String> forced) {

  /**
   * One arm held against the baseline.
   *
   * @param name its value of the column
   * @param cells its cells, and those of the baseline that it lacks
   * @param means the geometric means: of each group, if there is more than one, and of all
   */
  public record Arm(String name, List<CellComparison> cells, List<Group> means) {}

  /**
   * The geometric mean of some cells' ratios.
   *
   * @param name what they have in common; empty for all cells
   * @param cells how many
   * @param ratio the mean
   */
  public record Group(String name, int cells, Ratio ratio) {}

  /**
   * What an arm is.
   *
   * @param name the arm
   * @param text JDK, collector, flags
   */
  public record Description(String name, String text) {}

  /** All cells of all arms. */
  public List<CellComparison> cells() {
    return arms.stream().flatMap(arm -> arm.cells().stream()).toList();
  }
}
