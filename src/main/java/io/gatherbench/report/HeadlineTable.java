package io.gatherbench.report;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The table at the end of the headline plan: for each number of requests, the strategies with their
 * median time, its interval, the speed-up over sequential, the bound, and how far above it. At most
 * 100 columns wide.
 */
public final class HeadlineTable {

  /**
   * A cell that was not run because its bound is too long to wait for.
   *
   * @param strategy the strategy's name
   * @param requests requests in a gather
   * @param boundMillis its bound in ms
   */
  public record BoundOnly(String strategy, int requests, double boundMillis) {}

  private static final String SEQUENTIAL = "SEQUENTIAL";
  private static final String FORMAT = "%8s  %-17s%11s  %-20s%11s %11s %12s";

  private final List<CellSummary> cells;
  private final List<BoundOnly> boundOnly;
  private final List<String> strategyOrder;
  private final Footnotes notes = new Footnotes();

  /**
   * @param strategyOrder the names of the strategies in the order of the table
   */
  public HeadlineTable(
      List<CellSummary> cells, List<BoundOnly> boundOnly, List<String> strategyOrder) {
    this.cells = cells;
    this.boundOnly = boundOnly;
    this.strategyOrder = strategyOrder;
  }

  /** The lines of the table, with its footnotes. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        row("requests", "strategy", "median ms", "95 % interval", "speed-up", "bound ms", "above"));
    for (Map.Entry<Integer, Map<String, Object>> group : groups().entrySet()) {
      OptionalDouble sequential = sequentialTime(group.getKey());
      boolean measured = sequentialMeasured(group.getKey());
      String requests = Numbers.fixed(group.getKey(), 0);
      for (Object cell : group.getValue().values()) {
        lines.add(
            cell instanceof CellSummary summary
                ? measuredLine(requests, summary, sequential, measured)
                : boundLine(requests, (BoundOnly) cell));
        requests = "";
      }
    }
    lines.add("");
    lines.add(
        "median: of the gather's time; geometric mean over forks, interval from their spread.");
    lines.add(
        "bound: the least that the arithmetic allows; above: how far the median is above it.");
    lines.addAll(notes.lines());
    return lines;
  }

  private Map<Integer, Map<String, Object>> groups() {
    List<Integer> sizes = new ArrayList<>();
    cells.forEach(cell -> sizes.add(cell.requests()));
    boundOnly.forEach(cell -> sizes.add(cell.requests()));
    Map<Integer, Map<String, Object>> groups = new LinkedHashMap<>();
    sizes.stream()
        .distinct()
        .sorted(Comparator.naturalOrder())
        .forEach(size -> groups.put(size, new LinkedHashMap<>()));
    for (String strategy : strategyOrder) {
      cells.stream()
          .filter(cell -> cell.strategy().equals(strategy))
          .forEach(cell -> groups.get(cell.requests()).put(strategy, cell));
      boundOnly.stream()
          .filter(cell -> cell.strategy().equals(strategy))
          .forEach(cell -> groups.get(cell.requests()).putIfAbsent(strategy, cell));
    }
    return groups;
  }

  private boolean sequentialMeasured(int requests) {
    return sequentialCell(requests).stream().anyMatch(cell -> cell.median().isPresent());
  }

  private List<CellSummary> sequentialCell(int requests) {
    return cells.stream()
        .filter(cell -> cell.requests() == requests && cell.strategy().equals(SEQUENTIAL))
        .toList();
  }

  /** Sequential's time at this size, or its bound where it was not run; empty where it is void. */
  private OptionalDouble sequentialTime(int requests) {
    List<CellSummary> measured = sequentialCell(requests);
    if (!measured.isEmpty()) {
      return measured.get(0).median().stream().mapToDouble(Estimate::value).findFirst();
    }
    return boundOnly.stream()
        .filter(cell -> cell.requests() == requests && cell.strategy().equals(SEQUENTIAL))
        .mapToDouble(BoundOnly::boundMillis)
        .findFirst();
  }

  private String measuredLine(
      String requests, CellSummary cell, OptionalDouble sequential, boolean sequentialMeasured) {
    String bound = Double.isNaN(cell.boundMillis()) ? "" : Numbers.plain(cell.boundMillis());
    if (cell.median().isEmpty()) {
      cell.reasons().forEach(reason -> notes.add(cell, reason));
      return row(requests, cell.strategy(), "void", "see below", "", bound, "");
    }
    Estimate median = cell.median().get();
    double halfWidth = (median.high() - median.low()) / 2;
    int decimals = Numbers.decimals(halfWidth);
    String interval =
        median.hasInterval()
            ? "["
                + Numbers.fixed(median.low(), decimals)
                + ", "
                + Numbers.fixed(median.high(), decimals)
                + "]"
            : "one fork: none";
    String speedUp = "";
    if (sequential.isPresent()) {
      speedUp =
          (sequentialMeasured ? "" : "≥ ")
              + Numbers.factor(sequential.getAsDouble() / median.value())
              + " ×";
    }
    String above = cell.boundMillis() > 0 ? Numbers.above(median.value() / cell.boundMillis()) : "";
    String mark = cell.flagged() || cell.voidForks() > 0 ? " !" : "";
    cell.reasons().forEach(reason -> notes.add(cell, reason));
    if (cell.voidForks() > 0) {
      notes.add(cell, cell.voidForks() + " void and left out");
    }
    return row(
        requests,
        cell.strategy() + mark,
        Numbers.fixed(median.value(), decimals),
        interval,
        speedUp,
        bound,
        above);
  }

  private String boundLine(String requests, BoundOnly cell) {
    return row(
        requests,
        cell.strategy(),
        "not run",
        "bound alone",
        "",
        Numbers.plain(cell.boundMillis()),
        "");
  }

  private static String row(String... columns) {
    return String.format(Locale.ROOT, FORMAT, (Object[]) columns).stripTrailing();
  }
}
