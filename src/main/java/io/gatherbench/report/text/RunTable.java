package io.gatherbench.report.text;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.stats.Estimate;
import java.util.ArrayList;
import java.util.List;

/** The table of a run under JMH's command line, with a line for each cell. */
public final class RunTable {

  private RunTable() {}

  /** Returns the lines of the table with its footnotes; none if nothing was measured. */
  public static List<String> lines(List<Row> rows) {
    List<CellSummary> cells = CellAggregator.summaries(rows);
    if (cells.isEmpty()) {
      return List.of();
    }
    List<String> columns =
        cells.stream().flatMap(cell -> cell.columns().keySet().stream()).distinct().toList();
    List<List<String>> values =
        cells.stream().map(cell -> columns.stream().map(cell::column).toList()).toList();
    CellLabels labels = new CellLabels(columns, values, CellLabels.BENCHMARK);
    TextTable table = labels.table();
    table.number("median").number("95 %").number("bound ms").number("of bound");
    table.number("CPU µs").number("alloc kB").text("");
    Footnotes notes = new Footnotes();
    Footnotes remarks = new Footnotes();
    for (int i = 0; i < cells.size(); i++) {
      CellSummary cell = cells.get(i);
      List<String> line = new ArrayList<>(labels.of(values.get(i)));
      line.addAll(numbers(cell));
      line.add(cell.reasons().isEmpty() ? "" : "!");
      table.add(line);
      String name = labels.inWords(values.get(i));
      cell.reasons().forEach(reason -> notes.add(reason, name));
      Footnotes.fewValues(cell).forEach(remark -> remarks.add(remark, name));
      if (cell.answeredWhileSending()) {
        remarks.add(Footnotes.ANSWERED_WHILE_SENDING, name);
      }
    }
    List<String> lines = new ArrayList<>(table.lines(labels.names().size()));
    lines.add("");
    if (!labels.constants().isEmpty()) {
      lines.addAll(LineWrap.lines("all cells: " + labels.constants()));
    }
    lines.addAll(
        LineWrap.lines(
            "median: of the operation's time, geometric mean over forks; 95 %: how far its interval"
                + " reaches; bound: the least that the arithmetic allows; of bound: its share of"
                + " the median; CPU, alloc: of the client, a request."));
    lines.addAll(notes.lines("! "));
    lines.addAll(remarks.lines(""));
    return lines;
  }

  private static List<String> numbers(CellSummary cell) {
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
        EstimateText.cost(cell, Metric.CPU_PER_REQUEST, 1),
        EstimateText.cost(cell, Metric.ALLOC_PER_REQUEST, 1e3));
  }
}
