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

  private final Comparison comparison;
  private final ComparisonTables tables;
  private final List<String> lines = new ArrayList<>();

  private ComparisonMarkdown(Comparison comparison) {
    this.comparison = comparison;
    this.tables = new ComparisonTables(comparison);
  }

  /** Returns the lines. */
  public static List<String> lines(Comparison comparison) {
    ComparisonMarkdown markdown = new ComparisonMarkdown(comparison);
    List<String> lines = markdown.lines;
    if (!comparison.forced().isEmpty()) {
      String forced = MarkdownText.of(String.join(", ", comparison.forced()));
      lines.addAll(List.of("**Forced: rows differ in " + forced + ".**", ""));
    }
    comparison
        .legend()
        .forEach(
            variant -> {
              String name = MarkdownText.of(ComparisonTables.name(variant.name()));
              lines.add("- **" + name + "**: " + MarkdownText.of(variant.text()));
            });
    String constants = markdown.tables.labels().constants();
    if (!constants.isEmpty()) {
      lines.add("- all cells: " + MarkdownText.of(constants));
    }
    comparison.variants().forEach(markdown::variant);
    lines.add("");
    ComparisonNotes.sentences(comparison)
        .forEach(sentence -> lines.add("- " + MarkdownText.of(sentence)));
    return lines;
  }

  private void variant(VariantComparison variant) {
    String against = MarkdownText.of(tables.against(variant));
    lines.addAll(List.of("", "### " + against + ": " + VerdictText.tally(variant.cells())));
    tables.cells(variant).forEach(this::table);
    if (variant.cells().size() > 1) {
      lines.add("");
      lines.addAll(tables.means(variant).markdown());
    }
    TextTable costs = tables.costs(variant);
    if (!costs.isEmpty()) {
      table("Costs, as " + ComparisonTables.name(comparison.baseline()) + "'s × ratio", costs);
    }
  }

  private void table(String title, TextTable table) {
    lines.addAll(List.of("", MarkdownText.of(title), ""));
    lines.addAll(table.markdown());
  }
}
