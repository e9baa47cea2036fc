package io.gatherbench.report;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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

  /** 100 columns at the most, with the widest number in each. */
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
    lines.add(
        "median: of the gather's time; geometric mean over forks, interval from their spread.");
    lines.add(
        "bound: the least that the arithmetic allows; above: how far the median is above it.");
    lines.addAll(notes.lines());
    return lines;
  }

  private List<Integer> sizes() {
    return Stream.concat(
            cells.stream().map(CellSummary::requests), boundOnly.stream().map(BoundOnly::requests))
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
        .filter(cell -> cell.requests() == requests && cell.strategy().equals(strategy))
        .findFirst();
  }

  private Optional<BoundOnly> boundOnly(String strategy, int requests) {
    return boundOnly.stream()
        .filter(cell -> cell.requests() == requests && cell.strategy().equals(strategy))
        .findFirst();
  }

  /**
   * The speed-up over sequential, or over its bound where it was not run; empty where it is void.
   */
  private String speedUp(int requests, double millis) {
    Optional<CellSummary> sequential = measured(SEQUENTIAL, requests);
    if (sequential.isPresent()) {
      return sequential
          .get()
          .median()
          .map(median -> Numbers.factor(median.value() / millis) + " ×")
          .orElse("");
    }
    return boundOnly(SEQUENTIAL, requests)
        .map(cell -> "≥ " + Numbers.factor(cell.boundMillis() / millis) + " ×")
        .orElse("");
  }

  private String measuredLine(String requests, CellSummary cell) {
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
        speedUp(cell.requests(), median.value()),
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
