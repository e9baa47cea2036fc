package io.gatherbench.report.comparison;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.CellComparison.Cost;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Comparison.Group;
import io.gatherbench.compare.Comparison.VariantComparison;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.TextTable;
import io.gatherbench.report.text.TimeUnitShown;
import io.gatherbench.report.text.VerdictText;
import io.gatherbench.results.Metric;
import io.gatherbench.stats.Ratio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of a comparison, for whatever shows tables. */
final class ComparisonTables {

  /** Costs that have a column; for others there is no room. */
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
    this.labels = new CellLabels(comparison);
  }

  CellLabels labels() {
    return labels;
  }

  /** How many columns of the tables of cells say which cell it is. */
  int labelColumns() {
    return labels.names().size();
  }

  /** An arm's cells, a table for each metric that they have. */
  Map<String, TextTable> cells(VariantComparison arm) {
    Map<String, List<CellComparison>> byMetric = new LinkedHashMap<>();
    for (CellComparison cell : arm.cells()) {
      byMetric.computeIfAbsent(cell.metric(), metric -> new ArrayList<>()).add(cell);
    }
    Map<String, TextTable> grids = new LinkedHashMap<>();
    byMetric.forEach(
        (metric, cells) -> {
          TimeUnitShown unit = TimeUnitShown.of(cells);
          String title = unit.name().isEmpty() ? metric : metric + ", " + unit.name();
          grids.put(title, cells(arm, cells, unit));
        });
    return grids;
  }

  private TextTable cells(VariantComparison arm, List<CellComparison> cells, TimeUnitShown unit) {
    TextTable grid = labelled();
    grid.number(name(comparison.baseline())).number(name(arm.name()));
    grid.number("ratio").text("95 % interval").text("verdict");
    for (CellComparison cell : cells) {
      List<String> row = new ArrayList<>(labels.of(cell));
      row.add(median(cell.base(), unit));
      row.add(median(cell.other(), unit));
      row.addAll(ratio(cell.ratio()));
      boolean marked = cell.base().flagged() || cell.other().flagged();
      row.add(VerdictText.verdict(cell) + (marked ? " !" : ""));
      grid.add(row);
    }
    return grid;
  }

  /** Geometric means of an arm's ratios. */
  TextTable means(VariantComparison arm) {
    TextTable grid = new TextTable().text("geometric mean").number("cells").number("ratio");
    grid.text("95 % interval");
    for (Group group : arm.means()) {
      List<String> row = new ArrayList<>();
      row.add(group.name().isEmpty() ? "all" : group.name());
      row.add(Integer.toString(group.cells()));
      row.addAll(ratio(Optional.of(group.ratio())));
      grid.add(row);
    }
    return grid;
  }

  /** What an arm's cells cost besides, as the baseline's value times the ratio. */
  TextTable costs(VariantComparison arm) {
    Map<String, String> units = new LinkedHashMap<>();
    for (CellComparison cell : arm.cells()) {
      cell.costs().stream()
          .filter(cost -> COST_NAMES.containsKey(cost.metric()))
          .forEach(cost -> units.put(cost.metric(), cost.unit()));
    }
    TextTable grid = labelled();
    units.forEach(
        (metric, unit) -> grid.number((COST_NAMES.get(metric) + " " + shortUnit(unit)).strip()));
    for (CellComparison cell : arm.cells()) {
      if (!cell.costs().isEmpty()) {
        List<String> row = new ArrayList<>(labels.of(cell));
        units.keySet().forEach(metric -> row.add(cost(cell, metric)));
        grid.add(row);
      }
    }
    return grid;
  }

  /** The name of an arm that has none. */
  static String name(String arm) {
    return arm.isEmpty() ? "none" : arm;
  }

  private TextTable labelled() {
    TextTable grid = new TextTable();
    List<String> names = labels.names();
    for (int i = 0; i < names.size(); i++) {
      if (labels.isNumber(i)) {
        grid.number(names.get(i));
      } else {
        grid.text(names.get(i));
      }
    }
    return grid;
  }

  private static String median(CellSummary side, TimeUnitShown unit) {
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
