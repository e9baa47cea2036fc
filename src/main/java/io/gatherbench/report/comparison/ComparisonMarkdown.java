package io.gatherbench.report.comparison;

import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Comparison.VariantComparison;
import io.gatherbench.report.text.MarkdownText;
import io.gatherbench.report.text.TextTable;
import io.gatherbench.report.text.VerdictText;
import java.util.ArrayList;
import java.util.List;

/** A comparison as Markdown. */
public final class ComparisonMarkdown {

  private ComparisonMarkdown() {}

  public static List<String> lines(Comparison comparison) {
    ComparisonTables tables = new ComparisonTables(comparison);
    List<String> lines = new ArrayList<>();
    if (!comparison.forced().isEmpty()) {
      lines.add(
          "**Forced: rows differ in "
              + MarkdownText.of(String.join(", ", comparison.forced()))
              + ".**");
      lines.add("");
    }
    comparison
        .legend()
        .forEach(
            arm ->
                lines.add(
                    "- **"
                        + MarkdownText.of(ComparisonTables.name(arm.name()))
                        + "**: "
                        + MarkdownText.of(arm.text())));
    String constants = tables.labels().constants();
    if (!constants.isEmpty()) {
      lines.add("- all cells: " + MarkdownText.of(constants));
    }
    comparison.variants().forEach(arm -> lines.addAll(arm(comparison, arm, tables)));
    lines.add("");
    new ComparisonNotes(comparison, tables.labels())
        .sentences()
        .forEach(sentence -> lines.add("- " + MarkdownText.of(sentence)));
    return lines;
  }

  private static List<String> arm(
      Comparison comparison, VariantComparison arm, ComparisonTables tables) {
    List<String> lines = new ArrayList<>();
    String against =
        ComparisonTables.name(arm.name())
            + " against "
            + ComparisonTables.name(comparison.baseline());
    lines.addAll(
        List.of("", "### " + MarkdownText.of(against) + ": " + VerdictText.tally(arm.cells())));
    tables
        .cells(arm)
        .forEach(
            (title, grid) -> {
              lines.addAll(List.of("", MarkdownText.of(title), ""));
              lines.addAll(grid.markdown());
            });
    if (arm.cells().size() > 1) {
      lines.add("");
      lines.addAll(tables.means(arm).markdown());
    }
    TextTable costs = tables.costs(arm);
    if (!costs.isEmpty()) {
      lines.addAll(
          List.of(
              "",
              "Costs, as "
                  + MarkdownText.of(ComparisonTables.name(comparison.baseline()))
                  + "'s × ratio",
              ""));
      lines.addAll(costs.markdown());
    }
    return lines;
  }
}
