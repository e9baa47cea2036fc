package io.gatherbench.report.comparison;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Comparison.VariantComparison;
import io.gatherbench.compare.Verdict;
import io.gatherbench.report.text.CellLabels;
import io.gatherbench.report.text.VerdictText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The cells that a gate is about, in words. */
public final class GateText {

  private GateText() {}

  /** Returns the cells with certain verdicts, each with its variant and its verdict. */
  public static String cells(Comparison comparison, Predicate<Verdict> wanted) {
    List<List<String>> keys = comparison.cells().stream().map(CellComparison::cell).toList();
    // A single cell differs from no other, and is called after its benchmark.
    CellLabels labels = new CellLabels(comparison.columns(), keys, CellLabels.BENCHMARK);
    List<String> cells = new ArrayList<>();
    for (VariantComparison variant : comparison.variants()) {
      for (CellComparison cell : variant.cells()) {
        if (wanted.test(cell.verdict())) {
          String verdict = VerdictText.name(cell).replace('_', ' ');
          String name = ComparisonTables.name(variant.name()) + " " + labels.inWords(cell.cell());
          cells.add(name + " (" + verdict + ")");
        }
      }
    }
    return String.join(", ", cells);
  }
}
