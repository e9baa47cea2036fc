package io.gatherbench.report.comparison;

import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Comparison.VariantComparison;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.TextTable;
import io.gatherbench.report.text.VerdictText;
import java.util.ArrayList;
import java.util.List;

/** A comparison on a terminal. */
final class ComparisonText {

  private ComparisonText() {}

  static List<String> lines(Comparison comparison) {
    ComparisonTables tables = new ComparisonTables(comparison);
    List<String> lines = new ArrayList<>();
    if (!comparison.forced().isEmpty()) {
      lines.addAll(
          LineWrap.lines("FORCED: rows differ in " + String.join(", ", comparison.forced())));
    }
    comparison
        .legend()
        .forEach(
            arm ->
                lines.addAll(
                    LineWrap.lines(ComparisonTables.name(arm.name()) + ": " + arm.text())));
    String constants = tables.labels().constants();
    if (!constants.isEmpty()) {
      lines.addAll(LineWrap.lines("all cells: " + constants));
    }
    comparison.variants().forEach(arm -> lines.addAll(arm(comparison, arm, tables)));
    lines.add("");
    new ComparisonNotes(comparison, tables.labels())
        .sentences()
        .forEach(sentence -> lines.addAll(LineWrap.lines(sentence)));
    return lines;
  }

  private static List<String> arm(
      Comparison comparison, VariantComparison arm, ComparisonTables tables) {
    List<String> lines = new ArrayList<>();
    String against =
        ComparisonTables.name(arm.name())
            + " against "
            + ComparisonTables.name(comparison.baseline());
    tables
        .cells(arm)
        .forEach(
            (title, grid) -> {
              lines.add("");
              lines.addAll(LineWrap.lines(against + ": " + title));
              lines.addAll(grid.lines(tables.labelColumns()));
            });
    if (arm.cells().size() > 1) {
      lines.add("");
      lines.addAll(tables.means(arm).lines(1));
    }
    TextTable costs = tables.costs(arm);
    if (!costs.isEmpty()) {
      lines.add("");
      lines.addAll(
          LineWrap.lines(
              against
                  + ": costs, as "
                  + ComparisonTables.name(comparison.baseline())
                  + "'s × ratio"));
      lines.addAll(costs.lines(tables.labelColumns()));
    }
    lines.add("");
    lines.addAll(LineWrap.lines(against + ": " + VerdictText.tally(arm.cells())));
    return lines;
  }
}
