package io.gatherbench.report.comparison;

import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Comparison.VariantComparison;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.TextTable;
import io.gatherbench.report.text.VerdictText;
import java.util.ArrayList;
import java.util.List;

/** A comparison on the terminal, at most 100 columns wide. */
final class ComparisonText {

  private final Comparison comparison;
  private final ComparisonTables tables;
  private final List<String> lines = new ArrayList<>();

  private ComparisonText(Comparison comparison) {
    this.comparison = comparison;
    this.tables = new ComparisonTables(comparison);
  }

  static List<String> lines(Comparison comparison) {
    ComparisonText text = new ComparisonText(comparison);
    if (!comparison.forced().isEmpty()) {
      text.add("FORCED: rows differ in " + String.join(", ", comparison.forced()));
    }
    comparison
        .legend()
        .forEach(
            variant -> text.add(ComparisonTables.name(variant.name()) + ": " + variant.text()));
    String constants = text.tables.labels().constants();
    if (!constants.isEmpty()) {
      text.add("all cells: " + constants);
    }
    comparison.variants().forEach(text::variant);
    text.lines.add("");
    ComparisonNotes.sentences(comparison).forEach(text::add);
    return text.lines;
  }

  private void variant(VariantComparison variant) {
    String against = tables.against(variant);
    int labels = tables.labels().names().size();
    tables
        .cells(variant)
        .forEach((title, table) -> table(against + ": " + title, table.lines(labels)));
    if (variant.cells().size() > 1) {
      lines.add("");
      lines.addAll(tables.means(variant).lines(1));
    }
    TextTable costs = tables.costs(variant);
    if (!costs.isEmpty()) {
      String base = ComparisonTables.name(comparison.baseline());
      table(against + ": costs, as " + base + "'s × ratio", costs.lines(labels));
    }
    lines.add("");
    add(against + ": " + VerdictText.tally(variant.cells()));
  }

  private void table(String title, List<String> rows) {
    lines.add("");
    add(title);
    lines.addAll(rows);
  }

  private void add(String text) {
    lines.addAll(LineWrap.lines(text));
  }
}
