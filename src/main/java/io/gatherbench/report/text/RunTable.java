package io.gatherbench.report.text;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.stats.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table at the end of a run under JMH's command line: each cell, by the parameters that differ
 * from cell to cell, with its time and how sure it is, its bound, and what a request cost. At most
 * 100 columns wide.
 */
public final class RunTable {

  private final List<CellSummary> cells;
  private final List<String> labels;

  /**
   * @param rows of the run
   */
  public RunTable(List<Row> rows) {
    this.cells = CellAggregator.summaries(rows);
    this.labels = differing();
  }

  /** The lines of the table, with its footnotes; none if nothing was measured. */
  public List<String> lines() {
    if (cells.isEmpty()) {
      return List.of();
    }
    TextTable grid = new TextTable();
    labels.forEach(grid::text);
    grid.number("median").number("95 %").number("bound ms").number("effic.");
    grid.number("CPU µs").number("alloc kB").text("");
    Map<String, List<String>> notes = new LinkedHashMap<>();
    for (CellSummary cell : cells) {
      List<String> line = new ArrayList<>();
      labels.forEach(label -> line.add(cell.columns().getOrDefault(label, "")));
      line.addAll(numbers(cell));
      line.add(cell.reasons().isEmpty() ? "" : "!");
      grid.add(line);
      for (String reason : cell.reasons()) {
        notes.computeIfAbsent(reason, key -> new ArrayList<>()).add(name(cell));
      }
    }
    List<String> lines = new ArrayList<>(grid.lines(labels.size()));
    lines.add("");
    lines.addAll(
        LineWrap.lines(
            "median: of the operation's time, geometric mean over forks; 95 %: how far its interval"
                + " reaches; bound: the least that the arithmetic allows; CPU, alloc: of the client,"
                + " a request."));
    notes.forEach(
        (reason, names) ->
            lines.addAll(LineWrap.lines("! " + String.join("; ", names) + ": " + reason)));
    return lines;
  }

  private List<String> numbers(CellSummary cell) {
    double bound = cell.boundMillis();
    String least = Double.isNaN(bound) ? "" : Numbers.significant(bound);
    if (cell.score().isEmpty()) {
      return List.of("void", "", least, "", "", "");
    }
    Estimate estimate = cell.score().get();
    return List.of(
        Numbers.significant(estimate.value()) + " " + cell.unit(),
        estimate.hasInterval() ? "±" + Numbers.percent(estimate.reach()) : "",
        least,
        Double.isNaN(cell.efficiency()) ? "" : Numbers.percent(cell.efficiency()),
        shown(cell, Metric.CPU_PER_REQUEST, 1),
        shown(cell, Metric.ALLOC_PER_REQUEST, 1e3));
  }

  private static String shown(CellSummary cell, Metric metric, double unit) {
    return cell.estimate(metric).map(cost -> Numbers.cost(cost.value() / unit)).orElse("");
  }

  private String name(CellSummary cell) {
    return String.join(
            " ", labels.stream().map(label -> cell.columns().getOrDefault(label, "")).toList())
        .strip();
  }

  /** The columns that cells differ in, less those that an earlier one says already. */
  private List<String> differing() {
    Set<String> names = new LinkedHashSet<>();
    cells.forEach(cell -> names.addAll(cell.columns().keySet()));
    List<String> differing = new ArrayList<>();
    for (String name : names) {
      long values = cells.stream().map(cell -> cell.columns().get(name)).distinct().count();
      if (values > 1 && differing.stream().noneMatch(shown -> determines(shown, name))) {
        differing.add(name);
      }
    }
    return differing.isEmpty() ? List.of("benchmark") : differing;
  }

  private boolean determines(String column, String other) {
    Map<String, String> known = new LinkedHashMap<>();
    for (CellSummary cell : cells) {
      String value = String.valueOf(cell.columns().get(other));
      String before = known.putIfAbsent(String.valueOf(cell.columns().get(column)), value);
      if (before != null && !before.equals(value)) {
        return false;
      }
    }
    return true;
  }
}
