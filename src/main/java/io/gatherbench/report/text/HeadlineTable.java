package io.gatherbench.report.text;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.stats.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The table of the headline plan: for each number of requests, the time, speed-up, bound and costs
 * of each strategy. At most 100 columns wide.
 */
public final class HeadlineTable {

  /**
   * A cell that was not run because its bound is too long.
   *
   * @param strategy the strategy's name
   * @param requests requests in a gather
   * @param boundMillis its bound in ms
   */
  public record BoundOnly(String strategy, int requests, double boundMillis) {}

  private static final String SEQUENTIAL = "SEQUENTIAL";

  /** The format of a line, 100 columns with the widest number in each field. */
  private static final String FORMAT = "%8s %-18s%9s%7s%9s%8s%9s%7s%9s%8s%7s";

  private static final List<String> LEGEND =
      List.of(
          "median: of the gather's time, geometric mean over forks; 95 %: how far its interval"
              + " reaches.",
          "bound: the least that the arithmetic allows, in ms; of bound: its share of the median.",
          "CPU, alloc: of the client, a request; threads: the most at once; mem: the most, above"
              + " idle.");

  private final List<CellSummary> cells;
  private final List<BoundOnly> boundOnly;
  private final List<String> strategyOrder;
  private final Ansi ansi;
  private final Footnotes notes = new Footnotes();

  /**
   * Creates the table.
   *
   * @param rows the rows of the plan's gathers
   * @param boundOnly the cells that were not run
   * @param strategyOrder the names of the strategies in the order of the table
   * @param ansi how void cells are struck out
   */
  public HeadlineTable(
      List<Row> rows, List<BoundOnly> boundOnly, List<String> strategyOrder, Ansi ansi) {
    this.cells = CellAggregator.summaries(rows);
    this.boundOnly = boundOnly;
    this.strategyOrder = strategyOrder;
    this.ansi = ansi;
  }

  /** Returns the lines of the table with its legend and footnotes. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        row(
            "requests",
            "strategy",
            "median ms",
            "95 %",
            "speed-up",
            "bound",
            "of bound",
            "CPU µs",
            "alloc kB",
            "threads",
            "mem MB"));
    for (int requests : sizes()) {
      String shown = Numbers.fixed(requests, 0);
      for (String strategy : strategyOrder) {
        Optional<String> line = line(shown, strategy, requests);
        if (line.isPresent()) {
          lines.add(line.get());
          // The number stands in the first line of its group only.
          shown = "";
        }
      }
    }
    lines.add("");
    lines.addAll(LEGEND);
    lines.addAll(notes.lines());
    return lines;
  }

  private List<Integer> sizes() {
    return Stream.concat(
            cells.stream().map(HeadlineTable::requests),
            boundOnly.stream().map(BoundOnly::requests))
        .distinct()
        .sorted()
        .toList();
  }

  private Optional<String> line(String shown, String strategy, int requests) {
    Optional<CellSummary> measured = measured(strategy, requests);
    if (measured.isPresent()) {
      return Optional.of(measuredLine(shown, measured.get()));
    }
    return boundOnly(strategy, requests).map(cell -> boundLine(shown, cell));
  }

  private Optional<CellSummary> measured(String strategy, int requests) {
    return cells.stream()
        .filter(cell -> requests(cell) == requests && cell.column("strategy").equals(strategy))
        .findFirst();
  }

  private static int requests(CellSummary cell) {
    return Integer.parseInt(cell.column("requests"));
  }

  private Optional<BoundOnly> boundOnly(String strategy, int requests) {
    return boundOnly.stream()
        .filter(cell -> cell.requests() == requests && cell.strategy().equals(strategy))
        .findFirst();
  }

  /**
   * Returns the speed-up over sequential, or over its bound if it was not run; empty if it is void.
   */
  private String speedUp(int requests, double millis) {
    Optional<CellSummary> sequential = measured(SEQUENTIAL, requests);
    if (sequential.isPresent()) {
      return sequential
          .get()
          .score()
          .map(median -> Numbers.factor(median.value() / millis) + " ×")
          .orElse("");
    }
    return boundOnly(SEQUENTIAL, requests)
        .map(cell -> "≥ " + Numbers.factor(cell.boundMillis() / millis) + " ×")
        .orElse("");
  }

  private String measuredLine(String requests, CellSummary cell) {
    String bound = Double.isNaN(cell.boundMillis()) ? "" : Numbers.plain(cell.boundMillis());
    cell.reasons().forEach(reason -> note(cell, reason.replaceFirst("^flagged: ", "")));
    if (cell.score().isEmpty()) {
      return ansi.struck(
          row(requests, cell.column("strategy") + " !", "void", "", "", bound, "", "", "", "", ""));
    }
    Estimate median = cell.score().get();
    String mark = cell.flagged() || cell.voidForks() > 0 ? " !" : "";
    if (cell.voidForks() > 0) {
      note(cell, cell.voidForks() + " void and left out");
    }
    double halfWidth = (median.high() - median.low()) / 2;
    return row(
        requests,
        cell.column("strategy") + mark,
        Numbers.fixed(median.value(), Numbers.decimals(halfWidth)),
        median.hasInterval() ? "±" + Numbers.percent(median.reach()) : "",
        speedUp(requests(cell), median.value()),
        bound,
        cell.boundMillis() > 0 ? Numbers.percent(cell.efficiency()) : "",
        shown(cell, Metric.CPU_PER_REQUEST, 1),
        shown(cell, Metric.ALLOC_PER_REQUEST, 1e3),
        shown(cell, Metric.THREADS_PEAK, 1),
        shown(cell, Metric.RSS_PEAK, 1));
  }

  private void note(CellSummary cell, String remark) {
    notes.add(remark, "at " + Numbers.fixed(requests(cell), 0), cell.column("strategy"));
  }

  private static String shown(CellSummary cell, Metric metric, double unit) {
    return cell.estimate(metric).map(cost -> Numbers.cost(cost.value() / unit)).orElse("");
  }

  private String boundLine(String requests, BoundOnly cell) {
    String bound = Numbers.plain(cell.boundMillis());
    return row(requests, cell.strategy(), "not run", "", "", bound, "", "", "", "", "");
  }

  private static String row(String... columns) {
    return String.format(Locale.ROOT, FORMAT, (Object[]) columns).stripTrailing();
  }
}
