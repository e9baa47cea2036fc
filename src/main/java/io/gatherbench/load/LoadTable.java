package io.gatherbench.load;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.report.text.EstimateText;
import io.gatherbench.report.text.Footnotes;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.TextTable;
import io.gatherbench.results.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was measured at each rate, as a table: lines at one rate stand together. */
public final class LoadTable {

  /** From this factor over the 99th percentile at the lowest rate on, a line is past its knee. */
  private static final double KNEE = 2;

  private LoadTable() {}

  /** Returns the lines of the table, its legend, the knees and the remarks. */
  public static List<String> lines(List<CellSummary> all) {
    boolean jdks = all.stream().map(cell -> cell.column("jdk")).distinct().count() > 1;
    List<CellSummary> cells =
        all.stream().sorted(Comparator.comparingDouble(LoadTable::rate)).toList();
    TextTable table = new TextTable().number("rate/s").text("strategy").text("client");
    table.text(jdks ? "jdk" : "").number("p50 ms").number("p99 ms").number("p99.9 ms");
    table.number("CPU µs").number("in flight").number("threads").text("");
    Footnotes notes = new Footnotes();
    for (CellSummary cell : cells) {
      table.add(
          List.of(
              Numbers.fixed(rate(cell), 0),
              cell.column("strategy"),
              cell.column("client"),
              jdks ? cell.column("jdk") : "",
              cell.score().map(EstimateText::value).orElse("void"),
              value(cell, Metric.RESPONSE_P99),
              value(cell, Metric.RESPONSE_P999),
              EstimateText.cost(cell, Metric.CPU_PER_REQUEST, 1),
              value(cell, Metric.OUTSTANDING_MEAN),
              EstimateText.cost(cell, Metric.THREADS_PEAK, 1),
              cell.reasons().isEmpty() ? "" : "!"));
      for (String reason : cell.reasons()) {
        notes.add(reason, line(cell) + " at " + Numbers.fixed(rate(cell), 0) + "/s");
      }
    }
    List<String> lines = new ArrayList<>(table.lines(0));
    lines.add("");
    lines.addAll(
        LineWrap.lines(
            "p50, p99, p99.9: response time from the instant at which a request should have"
                + " started, geometric mean over forks; empty where values are too few. CPU: of the"
                + " client, a request, without the thread that releases them."));
    lines.addAll(LineWrap.lines("Knee (p99 over twice that at the lowest rate): " + knees(cells)));
    notes.sentences().forEach(note -> lines.addAll(LineWrap.lines("! " + note)));
    return lines;
  }

  /** Returns the rates that a search found, a line each. */
  public static List<String> sustained(List<CellSummary> cells) {
    TextTable table = new TextTable().text("strategy").text("client").text("jdk");
    table.number("sustains").text("");
    for (CellSummary cell : cells) {
      String rate =
          cell.score().map(found -> Numbers.fixed(found.value(), 0) + "/s").orElse("void");
      String remark = String.join("; ", cell.reasons());
      table.add(
          List.of(
              cell.column("strategy"), cell.column("client"), cell.column("jdk"), rate, remark));
    }
    return table.lines(0);
  }

  private static String knees(List<CellSummary> cells) {
    return byLine(cells).entrySet().stream()
        .map(line -> line.getKey() + " " + knee(line.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String knee(List<CellSummary> line) {
    Optional<Double> lowest = line.stream().flatMap(cell -> p99(cell).stream()).findFirst();
    return line.stream()
        .filter(cell -> p99(cell).filter(p99 -> p99 > KNEE * lowest.orElseThrow()).isPresent())
        .findFirst()
        .map(cell -> "at " + Numbers.fixed(rate(cell), 0) + "/s")
        .orElse("none");
  }

  private static Optional<Double> p99(CellSummary cell) {
    return cell.estimate(Metric.RESPONSE_P99).map(estimate -> estimate.value());
  }

  /** Groups cells by strategy, client and JDK, each in the order of the rates. */
  static Map<String, List<CellSummary>> byLine(List<CellSummary> cells) {
    return cells.stream()
        .sorted(Comparator.comparingDouble(LoadTable::rate))
        .collect(Collectors.groupingBy(LoadTable::line, LinkedHashMap::new, Collectors.toList()));
  }

  /** Returns strategy, client and JDK of a cell. */
  static String line(CellSummary cell) {
    return cell.column("strategy") + " over " + cell.column("client") + " on " + cell.column("jdk");
  }

  static double rate(CellSummary cell) {
    String number = cell.column("rate").replaceFirst("/s$", "");
    return number.matches("\\d{1,9}") ? Double.parseDouble(number) : 0;
  }

  private static String value(CellSummary cell, Metric metric) {
    return cell.estimate(metric).map(EstimateText::value).orElse("");
  }
}
