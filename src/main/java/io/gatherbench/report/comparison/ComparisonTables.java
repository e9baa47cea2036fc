package io.gatherbench.report.comparison;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.CellComparison.Cost;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Comparison.Group;
import io.gatherbench.compare.Comparison.VariantComparison;
import io.gatherbench.report.text.CellLabels;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.MarkdownText;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.TextTable;
import io.gatherbench.report.text.VerdictText;
import io.gatherbench.results.Metric;
import io.gatherbench.stats.Ratio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A comparison as tables: on a terminal, at most 100 columns wide, or in Markdown. */
final class ComparisonTables {

  /** The costs that have a column, with its name; the others would make tables too wide. */
  private static final Map<String, String> COST_NAMES =
      Map.ofEntries(
          Map.entry(Metric.CPU_PER_REQUEST.id(), "cpu"),
          Map.entry(Metric.CPU_UNTIL_GATHER.id(), "cpu until"),
          Map.entry(Metric.ALLOC_PER_REQUEST.id(), "alloc"),
          Map.entry("gc.alloc.rate.norm", "alloc/op"),
          Map.entry(Metric.THREADS_PEAK.id(), "threads"),
          Map.entry(Metric.RSS_PEAK.id(), "rss"),
          Map.entry(Metric.PROCESS_PER_REQUEST.id(), "process"),
          Map.entry(Metric.CONTEXT_SWITCHES_PER_REQUEST.id(), "switches"));

  private static final Map<String, Double> PER_MILLISECOND =
      Map.of("ns", 1e6, "us", 1e3, "ms", 1.0, "s", 1e-3);

  private final Comparison comparison;
  private final boolean markdown;
  private final CellLabels labels;
  private final List<String> lines = new ArrayList<>();

  ComparisonTables(Comparison comparison, boolean markdown) {
    this.comparison = comparison;
    this.markdown = markdown;
    this.labels = labels(comparison);
  }

  static CellLabels labels(Comparison comparison) {
    return new CellLabels(
        comparison.columns(), comparison.cells().stream().map(CellComparison::cell).toList(), "");
  }

  static String name(String variant) {
    return variant.isEmpty() ? "none" : variant;
  }

  List<String> lines() {
    if (!comparison.forced().isEmpty()) {
      String forced = "rows differ in " + String.join(", ", comparison.forced());
      String strong = "**Forced: " + MarkdownText.of(forced) + ".**";
      lines.addAll(markdown ? List.of(strong, "") : LineWrap.lines("FORCED: " + forced));
    }
    if (!markdown) {
      comparison.variants().forEach(variant -> sentence(against(variant) + tally(variant)));
      lines.add("");
    }
    for (Comparison.Description variant : comparison.legend()) {
      String name = name(variant.name());
      String strong = "- **" + MarkdownText.of(name) + "**: " + MarkdownText.of(variant.text());
      lines.addAll(markdown ? List.of(strong) : LineWrap.lines(name + ": " + variant.text()));
    }
    if (!labels.constants().isEmpty()) {
      sentence("all cells: " + labels.constants());
    }
    comparison.variants().forEach(this::variant);
    lines.add("");
    ComparisonNotes.sentences(comparison).forEach(this::sentence);
    return lines;
  }

  private void variant(VariantComparison variant) {
    String against = against(variant);
    String title = markdown ? "" : against;
    if (markdown) {
      lines.addAll(List.of("", "### " + MarkdownText.of(against + tally(variant))));
    }
    variant.cells().stream()
        .collect(
            Collectors.groupingBy(CellComparison::metric, LinkedHashMap::new, Collectors.toList()))
        .forEach((metric, cells) -> cells(title + metric, variant, cells));
    if (variant.cells().size() > 1 && !variant.means().isEmpty()) {
      lines.add("");
      rows(means(variant), 1);
    }
    TextTable costs = costs(variant);
    if (!costs.isEmpty()) {
      String factors = ", as " + name(comparison.baseline()) + "'s × ratio";
      table(markdown ? "Costs" + factors : against + "costs" + factors, costs);
    }
  }

  private String against(VariantComparison variant) {
    return name(variant.name()) + " against " + name(comparison.baseline()) + ": ";
  }

  private static String tally(VariantComparison variant) {
    return VerdictText.tally(variant.cells());
  }

  private void sentence(String text) {
    lines.addAll(markdown ? List.of("- " + MarkdownText.of(text)) : LineWrap.lines(text));
  }

  private void table(String title, TextTable table) {
    lines.add("");
    lines.addAll(markdown ? List.of(MarkdownText.of(title), "") : LineWrap.lines(title));
    rows(table, labels.names().size());
  }

  private void rows(TextTable table, int labelColumns) {
    lines.addAll(markdown ? table.markdown() : table.lines(labelColumns));
  }

  private void cells(String title, VariantComparison variant, List<CellComparison> cells) {
    String unit = unit(cells);
    double factor = unitOfRows(cells).equals("ms") ? PER_MILLISECOND.get(unit) : 1;
    TextTable table = labels.table();
    table.number(name(comparison.baseline())).number(name(variant.name()));
    table.number("ratio").text("95 % interval").text("verdict");
    for (CellComparison cell : cells) {
      List<String> row = new ArrayList<>(labels.of(cell.cell()));
      row.add(value(cell.base(), factor));
      row.add(value(cell.other(), factor));
      row.addAll(ratio(cell.ratio()));
      boolean marked = !cell.doubts(comparison.threshold()).isEmpty();
      row.add(VerdictText.verdict(cell) + (marked ? " !" : ""));
      table.add(row);
    }
    table(unit.isEmpty() ? title : title + ", " + unit, table);
  }

  /** Returns the unit of a table's values; of times it suits the shortest. */
  private static String unit(List<CellComparison> cells) {
    double shortest =
        cells.stream()
            .flatMap(cell -> Stream.of(cell.base(), cell.other()))
            .flatMap(side -> side.score().stream())
            .mapToDouble(score -> score.value())
            .filter(value -> value > 0)
            .min()
            .orElse(1);
    String suited = shortest < 1e-3 ? "ns" : shortest < 0.1 ? "us" : shortest < 10_000 ? "ms" : "s";
    String unit = unitOfRows(cells);
    return unit.equals("ms") ? suited : unit;
  }

  /** Returns the unit of the first cell that has a value. */
  private static String unitOfRows(List<CellComparison> cells) {
    return cells.stream()
        .map(CellComparison::unit)
        .filter(unit -> !unit.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String value(CellSummary side, double factor) {
    return side.score()
        .map(score -> Numbers.significant(score.value() * factor))
        .orElse(side.voidForks() + side.starvedForks() > 0 ? side.withoutScore() : "–");
  }

  private static List<String> ratio(Optional<Ratio> ratio) {
    if (ratio.isEmpty()) {
      return List.of("", "");
    }
    Ratio known = ratio.get();
    String interval = "[" + Numbers.ratio(known.low()) + ", " + Numbers.ratio(known.high()) + "]";
    return List.of(Numbers.ratio(known.value()), known.hasInterval() ? interval : "");
  }

  private static TextTable means(VariantComparison variant) {
    TextTable table = new TextTable().text("geometric mean").number("cells").number("ratio");
    table.text("95 % interval");
    for (Group group : variant.means()) {
      List<String> ratio = ratio(Optional.of(group.ratio()));
      String name = group.name().isEmpty() ? "all" : group.name();
      table.add(List.of(name, Integer.toString(group.cells()), ratio.get(0), ratio.get(1)));
    }
    return table;
  }

  /** Returns the table of costs, each the baseline's value times the ratio. */
  private TextTable costs(VariantComparison variant) {
    Map<String, String> units = new LinkedHashMap<>();
    variant.cells().stream()
        .flatMap(cell -> cell.costs().stream())
        .filter(cost -> COST_NAMES.containsKey(cost.metric()))
        .forEach(cost -> units.put(cost.metric(), cost.unit().replace("#", "")));
    TextTable table = labels.table();
    units.forEach((metric, unit) -> table.number((COST_NAMES.get(metric) + " " + unit).strip()));
    for (CellComparison cell : variant.cells()) {
      if (!cell.costs().isEmpty()) {
        Map<String, String> costs =
            cell.costs().stream().collect(Collectors.toMap(Cost::metric, ComparisonTables::cost));
        List<String> row = new ArrayList<>(labels.of(cell.cell()));
        units.keySet().forEach(metric -> row.add(costs.getOrDefault(metric, "")));
        table.add(row);
      }
    }
    return table;
  }

  private static String cost(Cost cost) {
    return Numbers.factor(cost.base().value()) + " × " + Numbers.factor(cost.ratio().value());
  }
}
