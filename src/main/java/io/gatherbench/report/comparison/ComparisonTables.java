package io.gatherbench.report.comparison;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.CellComparison.Cost;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Comparison.Group;
import io.gatherbench.compare.Comparison.VariantComparison;
import io.gatherbench.report.text.CellLabels;
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

/** The tables of a comparison, for the terminal and for Markdown. */
final class ComparisonTables {

  /** The costs that have a column, with its name; the others would make tables too wide. */
  private static final Map<String, String> COST_NAMES =
      Map.of(
          Metric.CPU_PER_REQUEST.id(),
          "cpu",
          Metric.ALLOC_PER_REQUEST.id(),
          "alloc",
          "gc.alloc.rate.norm",
          "alloc/op",
          Metric.THREADS_PEAK.id(),
          "threads",
          Metric.RSS_PEAK.id(),
          "rss",
          Metric.CONTEXT_SWITCHES_PER_REQUEST.id(),
          "switches");

  private final Comparison comparison;
  private final CellLabels labels;

  ComparisonTables(Comparison comparison) {
    this.comparison = comparison;
    this.labels = labels(comparison);
  }

  /** Returns the names of the cells. */
  static CellLabels labels(Comparison comparison) {
    return new CellLabels(
        comparison.columns(), comparison.cells().stream().map(CellComparison::cell).toList());
  }

  CellLabels labels() {
    return labels;
  }

  /** Returns a table of a variant's cells for each metric, by a title. */
  Map<String, TextTable> cells(VariantComparison variant) {
    Map<String, List<CellComparison>> byMetric = new LinkedHashMap<>();
    for (CellComparison cell : variant.cells()) {
      byMetric.computeIfAbsent(cell.metric(), metric -> new ArrayList<>()).add(cell);
    }
    Map<String, TextTable> tables = new LinkedHashMap<>();
    byMetric.forEach(
        (metric, cells) -> {
          TimeUnitShown unit = TimeUnitShown.of(cells);
          String title = unit.name().isEmpty() ? metric : metric + ", " + unit.name();
          tables.put(title, cells(variant, cells, unit));
        });
    return tables;
  }

  private TextTable cells(
      VariantComparison variant, List<CellComparison> cells, TimeUnitShown unit) {
    TextTable table = labels.table();
    table.number(name(comparison.baseline())).number(name(variant.name()));
    table.number("ratio").text("95 % interval").text("verdict");
    for (CellComparison cell : cells) {
      List<String> row = new ArrayList<>(labels.of(cell.cell()));
      row.add(value(cell.base(), unit));
      row.add(value(cell.other(), unit));
      row.addAll(ratio(cell.ratio()));
      boolean marked = cell.base().flagged() || cell.other().flagged();
      row.add(VerdictText.verdict(cell) + (marked ? " !" : ""));
      table.add(row);
    }
    return table;
  }

  /** Returns the table of the geometric means of a variant's ratios. */
  TextTable means(VariantComparison variant) {
    TextTable table = new TextTable().text("geometric mean").number("cells").number("ratio");
    table.text("95 % interval");
    for (Group group : variant.means()) {
      List<String> row = new ArrayList<>();
      row.add(group.name().isEmpty() ? "all" : group.name());
      row.add(Integer.toString(group.cells()));
      row.addAll(ratio(Optional.of(group.ratio())));
      table.add(row);
    }
    return table;
  }

  /** Returns the table of costs, each the baseline's value times the ratio. */
  TextTable costs(VariantComparison variant) {
    Map<String, String> units = new LinkedHashMap<>();
    for (CellComparison cell : variant.cells()) {
      cell.costs().stream()
          .filter(cost -> COST_NAMES.containsKey(cost.metric()))
          .forEach(cost -> units.put(cost.metric(), cost.unit()));
    }
    TextTable table = labels.table();
    units.forEach(
        (metric, unit) -> table.number((COST_NAMES.get(metric) + " " + shortUnit(unit)).strip()));
    for (CellComparison cell : variant.cells()) {
      if (!cell.costs().isEmpty()) {
        List<String> row = new ArrayList<>(labels.of(cell.cell()));
        units.keySet().forEach(metric -> row.add(cost(cell, metric)));
        table.add(row);
      }
    }
    return table;
  }

  /** Returns a variant's name, {@code none} if it is empty. */
  static String name(String variant) {
    return variant.isEmpty() ? "none" : variant;
  }

  /** Returns what a variant is compared with, as a phrase. */
  String against(VariantComparison variant) {
    return name(variant.name()) + " against " + name(comparison.baseline());
  }

  private static String value(CellSummary side, TimeUnitShown unit) {
    if (side.score().isPresent()) {
      return unit.shown(side.score().get().value());
    }
    return side.voidForks() > 0 ? "void" : "–";
  }

  private static List<String> ratio(Optional<Ratio> ratio) {
    if (ratio.isEmpty()) {
      return List.of("", "");
    }
    Ratio known = ratio.get();
    String interval =
        known.hasInterval()
            ? "[" + Numbers.ratio(known.low()) + ", " + Numbers.ratio(known.high()) + "]"
            : "";
    return List.of(Numbers.ratio(known.value()), interval);
  }

  private static String shortUnit(String unit) {
    return unit.equals("#") ? "" : unit;
  }

  private static String cost(CellComparison cell, String metric) {
    return cell.costs().stream()
        .filter(cost -> cost.metric().equals(metric))
        .findFirst()
        .map(ComparisonTables::cost)
        .orElse("");
  }

  private static String cost(Cost cost) {
    return Numbers.factor(cost.base().value()) + " × " + Numbers.factor(cost.ratio().value());
  }
}
