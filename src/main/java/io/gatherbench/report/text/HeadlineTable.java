package io.gatherbench.report.text;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.stats.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The table of the headline plan: a line for each strategy, by number of requests. */
public final class HeadlineTable {

  /** A cell that was not run because its bound is too long. */
  public record BoundOnly(String strategy, int requests, double boundMillis) {}

  /** The format of a line, 100 columns with the widest number in each field. */
  private static final String FORMAT = "%8s %s%s%7s%9s%8s%9s%7s%9s%8s%7s";

  private static final int COLUMNS = 11;
  private static final int NAME_AND_MEDIAN = 27;
  private static final Pattern OTHER_EXECUTOR = Pattern.compile("\\bexecutor=(?!cached\\b)([^;]+)");
  private static final String STRUCK = "\u001b[9m%s\u001b[0m";

  private static final String LEGEND =
      """
      median: of the gather's time, geometric mean over forks; 95 %: how far its interval reaches.
      bound: the least that the arithmetic allows, in ms; of bound: its share of the median.
      CPU, alloc: of the client, a request; threads: the most at once; mem: the most, above idle.
      """;

  private final List<CellSummary> cells;
  private final List<BoundOnly> boundOnly;
  private final List<String> strategyOrder;
  private final Function<CellSummary, String> otherClient;
  private final boolean colours;
  private final Footnotes notes = new Footnotes();
  private final Footnotes remarks = new Footnotes();

  /**
   * Creates the table; with {@code colours} a terminal strikes out void cells.
   *
   * @param otherClient the client of a cell, such as {@code APACHE} or {@code JDK with executor
   *     virtual}; empty if its strategy is idiomatic with it
   */
  public HeadlineTable(
      List<CellSummary> cells,
      List<BoundOnly> boundOnly,
      List<String> strategyOrder,
      Function<CellSummary, String> otherClient,
      boolean colours) {
    this.cells = cells;
    this.boundOnly = boundOnly;
    this.otherClient = otherClient;
    this.strategyOrder = strategyOrder;
    this.colours = colours;
  }

  /** Returns how often virtual threads were pinned; empty if it was not counted. */
  public static Optional<String> pinned(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.is(Metric.PINNED_PER_GATHER))
        .map(
            row -> {
              String requests =
                  row.requests().isEmpty()
                      ? ""
                      : " at " + Numbers.fixed(Double.parseDouble(row.requests()), 0);
              Matcher executor = OTHER_EXECUTOR.matcher(row.params());
              String with = executor.find() ? " with executor " + executor.group(1) : "";
              String over = row.client().isEmpty() ? "" : " over " + row.client() + with;
              String cell = " (" + row.strategy() + over + requests + ")";
              return Numbers.cost(row.value()) + cell;
            })
        .reduce((one, other) -> one + ", " + other)
        .map(counts -> "Virtual threads pinned in a gather: " + counts);
  }

  /** Returns the lines with legend and footnotes; only those of void cells have escapes. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
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
    IntStream measured = cells.stream().mapToInt(HeadlineTable::requests);
    IntStream others = boundOnly.stream().mapToInt(BoundOnly::requests);
    for (int requests : IntStream.concat(measured, others).distinct().sorted().toArray()) {
      String shown = Numbers.fixed(requests, 0);
      for (String strategy : strategyOrder) {
        for (String line : lines(shown, strategy, requests)) {
          lines.add(line);
          // The number stands in the first line of its group only.
          shown = "";
        }
      }
    }
    lines.add("");
    lines.addAll(LEGEND.lines().toList());
    lines.addAll(notes.lines("! "));
    lines.addAll(remarks.lines(""));
    return lines;
  }

  /** Returns the lines of a strategy: with its own client, then with others. */
  private List<String> lines(String shown, String strategy, int requests) {
    List<String> lines = new ArrayList<>();
    for (CellSummary cell : measured(strategy, requests)) {
      lines.add(line(lines.isEmpty() ? shown : "", cell));
    }
    if (lines.isEmpty()) {
      bound(strategy, requests)
          .map(millis -> line(shown, strategy, "not run", "", "", Numbers.plain(millis)))
          .ifPresent(lines::add);
    }
    return lines;
  }

  private List<CellSummary> measured(String strategy, int requests) {
    return cells.stream()
        .filter(cell -> requests(cell) == requests && cell.column("strategy").equals(strategy))
        .sorted(Comparator.comparing(otherClient))
        .toList();
  }

  private static int requests(CellSummary cell) {
    return Integer.parseInt(cell.column("requests"));
  }

  private Optional<Double> bound(String strategy, int requests) {
    return boundOnly.stream()
        .filter(cell -> cell.requests() == requests && cell.strategy().equals(strategy))
        .map(BoundOnly::boundMillis)
        .findFirst();
  }

  /** Returns the speed-up over sequential, or over its bound if not run; empty if it is void. */
  private String speedUp(int requests, double millis) {
    Optional<CellSummary> sequential = measured("SEQUENTIAL", requests).stream().findFirst();
    Optional<String> factor =
        sequential.isPresent()
            ? sequential.get().score().map(median -> Numbers.factor(median.value() / millis))
            : bound("SEQUENTIAL", requests).map(bound -> "≥ " + Numbers.factor(bound / millis));
    return factor.map(known -> known + " ×").orElse("");
  }

  private String line(String requests, CellSummary cell) {
    String bound = Double.isNaN(cell.boundMillis()) ? "" : Numbers.plain(cell.boundMillis());
    cell.reasons().forEach(reason -> note(cell, reason.replaceFirst("^flagged: ", "")));
    Footnotes.fewValues(cell).forEach(remark -> remarks.add(remark, at(cell), name(cell)));
    if (cell.answeredWhileSending()) {
      remarks.add(Footnotes.ANSWERED_WHILE_SENDING, at(cell), name(cell));
    }
    String client = otherClient.apply(cell);
    String name = client.isEmpty() ? cell.column("strategy") : "  " + beside(client);
    cell.starved().ifPresent(starved -> note(cell, starved));
    if (cell.score().isEmpty()) {
      String line = line(requests, name + " !", cell.withoutScore(), "", "", bound);
      return colours ? STRUCK.formatted(line) : line;
    }
    Estimate median = cell.score().get();
    String mark = cell.flagged() || cell.voidForks() + cell.starvedForks() > 0 ? " !" : "";
    if (cell.voidForks() > 0) {
      note(cell, cell.voidForks() + " void and left out");
    }
    double halfWidth = (median.high() - median.low()) / 2;
    return line(
        requests,
        name + mark,
        Numbers.fixed(median.value(), Numbers.decimals(halfWidth)),
        EstimateText.reach(median),
        speedUp(requests(cell), median.value()),
        bound,
        cell.boundMillis() > 0 ? Numbers.percent(cell.efficiency()) : "",
        EstimateText.cost(cell, Metric.CPU_PER_REQUEST, 1),
        EstimateText.cost(cell, Metric.ALLOC_PER_REQUEST, 1e3),
        EstimateText.cost(cell, Metric.THREADS_PEAK, 1),
        EstimateText.cost(cell, Metric.RSS_PEAK, 1));
  }

  private void note(CellSummary cell, String remark) {
    notes.add(remark, at(cell), name(cell));
  }

  private String name(CellSummary cell) {
    String client = otherClient.apply(cell);
    return cell.column("strategy") + (client.isEmpty() ? "" : " over " + client);
  }

  private static String at(CellSummary cell) {
    return "at " + Numbers.fixed(requests(cell), 0);
  }

  /** Returns in what a client differs from that of the line above. */
  private static String beside(String client) {
    int executor = client.indexOf("executor ");
    return executor < 0 ? "over " + client : client.substring(executor);
  }

  private static String line(String... columns) {
    Stream<String> shown = Stream.of(columns).map(TerminalStream::oneLine);
    Stream<String> all = Stream.concat(shown, Stream.generate(() -> ""));
    String[] filled = all.limit(COLUMNS).toArray(String[]::new);
    // A long name takes some of the blanks before the median.
    int blanks = Math.max(1, NAME_AND_MEDIAN - filled[1].length() - filled[2].length());
    filled[2] = " ".repeat(blanks) + filled[2];
    return String.format(Locale.ROOT, FORMAT, (Object[]) filled).stripTrailing();
  }
}
