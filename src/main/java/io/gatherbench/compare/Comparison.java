package io.gatherbench.compare;

import io.gatherbench.stats.Ratio;
import java.util.List;

/**
 * The result of a comparison as {@link ComparisonSpec} specifies it.
 *
 * @param by the column that was compared by
 * @param columns the columns and parameters that tell cells apart
 * @param threshold equivalence margin, as a fraction
 * @param variants those other than the baseline
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

  /** One variant with its cells, those of the baseline that it lacks, and the geometric means. */
  public record VariantComparison(String name, List<CellComparison> cells, List<Group> means) {}

  /** The geometric mean of some cells' ratios; {@code name} is what they share, empty for all. */
  public record Group(String name, int cells, Ratio ratio) {}

  /** A variant in words: JDK, collector, flags. */
  public record Description(String name, String text) {}

  /** Returns the name of a JDK as a variant, where it ran on several virtual machines. */
  public static String onVm(String jdk, String vm) {
    return jdk + " on " + vm;
  }

  /** Returns all cells of all variants. */
  public List<CellComparison> cells() {
    return variants.stream().flatMap(variant -> variant.cells().stream()).toList();
  }
}
