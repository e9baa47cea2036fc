package io.gatherbench.compare;

import io.gatherbench.stats.Ratio;
import java.util.List;

/**
 * The result of a comparison as {@link ComparisonSpec} asks for it.
 *
 * @param by the column that was compared by
 * @param baseline the variant that the others are compared with
 * @param columns the columns and parameters that tell cells apart
 * @param threshold what is the same, as a fraction
 * @param variants the others
 * @param legend what the variants are
 * @param notes what readers should know
 * @param forced in what rows differ although they should not; empty unless that was forced
 */
public record Comparison(
    String by,
    String baseline,
    List<String> columns,
    double threshold,
    List<VariantComparison> variants,
    List<Description> legend,
    List<String> notes,
    List<String> forced) {

  /**
   * One variant compared with the baseline.
   *
   * @param name its value of the column
   * @param cells its cells, and those of the baseline that it lacks
   * @param means the geometric means: of each group, if there is more than one, and of all
   */
  public record VariantComparison(String name, List<CellComparison> cells, List<Group> means) {}

  /**
   * The geometric mean of some cells' ratios.
   *
   * @param name what they have in common; empty for all cells
   * @param cells number of cells
   * @param ratio the mean
   */
  public record Group(String name, int cells, Ratio ratio) {}

  /**
   * A variant in words.
   *
   * @param name the variant
   * @param text JDK, collector, flags
   */
  public record Description(String name, String text) {}

  /** Returns all cells of all variants. */
  public List<CellComparison> cells() {
    return variants.stream().flatMap(variant -> variant.cells().stream()).toList();
  }
}
