package io.gatherbench.report.text;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.stats.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of a run under JMH's command line, with a line for each cell: one of times, one of
 * requests that arrived at given rates, and one of memory.
 */
public final class RunTable {

  private static final String RATE = "rate";
  private static final String RESUMED = "resumed";

  /** The tables, each with its numeric columns and what these say. */
  private enum Kind {
    CLOSED(
        "median; 95 %; bound ms; of bound; CPU µs; alloc kB",
        "median: of the operation's time, geometric mean over forks; 95 %: how far its interval"
            + " reaches (too few: too few forks to say); bound: the least that the arithmetic allows; of bound: its share of"
            + " the median; CPU, alloc: of the client, a request."),
    OPEN(
        "median; 95 %; p99; p99.9; CPU µs; in flight; threads",
        "rate: arrivals a second; median, p99, p99.9: of the response time in ms from the instant at"
            + " which a request should have started, geometric mean over forks, none where values are"
            + " too few; 95 %: how far the median's interval reaches; CPU µs: of the client, a request,"
            + " without the thread that releases them."),
    MEMORY(
        "heap; 95 %; process B; 95 %; direct B; stacks B; threads",
        "heap: bytes of live objects for each request that waits, or the least -Xmx with which all"
            + " wait, geometric mean over forks; 95 %: how far the interval reaches; process: those"
            + " bytes and what is resident outside the heap, of which direct buffers and stacks of"
            + " platform threads.");

    private final List<String> columns;
    private final String legend;

    Kind(String columns, String legend) {
      this.columns = List.of(columns.split("; "));
      this.legend = legend;
    }

    static Kind of(CellSummary cell) {
      return cell.isOpenLoop() ? OPEN : cell.isMemory() ? MEMORY : CLOSED;
    }
  }

  private RunTable() {}

  /** Returns the lines of the table with its footnotes; none if nothing was measured. */
  public static List<String> lines(List<Row> rows) {
    Map<Kind, List<CellSummary>> cells =
        CellAggregator.summaries(rows).stream()
            .sorted(
                Comparator.comparingInt(CellSummary::arrivalRate)
                    .thenComparing(cell -> cell.isOpenLoop() ? cell.column("strategy") : ""))
            .collect(Collectors.groupingBy(Kind::of));
    return Arrays.stream(Kind.values())
        .flatMap(kind -> lines(cells.getOrDefault(kind, List.of()), kind).stream())
        .toList();
  }

  private static List<String> lines(List<CellSummary> cells, Kind kind) {
    if (cells.isEmpty()) {
      return List.of();
    }
    boolean open = kind == Kind.OPEN;
    List<String> columns =
        Stream.concat(
                open ? Stream.of(RATE) : Stream.of(),
                cells.stream().flatMap(cell -> cell.columns().keySet().stream()))
            .distinct()
            .toList();
    List<List<String>> values =
        cells.stream()
            .map(cell -> columns.stream().map(column -> value(cell, column)).toList())
            .toList();
    CellLabels labels = new CellLabels(columns, values, open ? RATE : CellLabels.BENCHMARK);
    TextTable table = labels.table();
    kind.columns.forEach(table::number);
    boolean resumes = cells.stream().anyMatch(cell -> resumed(cell).isPresent());
    if (resumes) {
      table.number(RESUMED);
    }
    table.text("");
    Footnotes notes = new Footnotes();
    Footnotes remarks = new Footnotes();
    for (int i = 0; i < cells.size(); i++) {
      CellSummary cell = cells.get(i);
      List<String> line = new ArrayList<>(labels.of(values.get(i)));
      line.addAll(median(cell));
      line.addAll(
          switch (kind) {
            case CLOSED -> numbers(cell);
            case OPEN -> ofArrivals(cell);
            case MEMORY -> ofMemory(cell);
          });
      if (resumes) {
        line.add(resumed(cell).map(share -> Numbers.percent(share.value() / 100)).orElse(""));
      }
      line.add(cell.reasons().isEmpty() ? "" : "!");
      table.add(line);
      String name = labels.inWords(values.get(i));
      cell.reasons().forEach(reason -> notes.add(reason, name));
      Footnotes.fewValues(cell).forEach(remark -> remarks.add(remark, name));
      cell.starved().ifPresent(starved -> remarks.add(starved, name));
      if (cell.answeredWhileSending()) {
        remarks.add(Footnotes.ANSWERED_WHILE_SENDING, name);
      }
    }
    List<String> lines = new ArrayList<>(table.lines(labels.names().size()));
    lines.add("");
    if (!labels.constants().isEmpty()) {
      lines.addAll(LineWrap.lines("all cells: " + labels.constants()));
    }
    lines.addAll(LineWrap.lines(kind.legend));
    if (resumes) {
      lines.add(
          RESUMED + ": of the connections used, those that resumed a session; empty for none");
    }
    lines.addAll(notes.lines("! "));
    lines.addAll(remarks.lines(""));
    return lines;
  }

  private static Optional<Estimate> resumed(CellSummary cell) {
    return cell.estimate(Metric.TLS_RESUMED);
  }

  /** Returns a column's value; the rate of arrivals as a number. */
  private static String value(CellSummary cell, String column) {
    return column.equals(RATE) && cell.isOpenLoop()
        ? Integer.toString(cell.arrivalRate())
        : cell.column(column);
  }

  private static List<String> median(CellSummary cell) {
    return cell.score()
        .map(
            median ->
                List.of(
                    Numbers.significant(median.value()) + " " + cell.unit(),
                    EstimateText.reach(median)))
        .orElse(List.of(cell.withoutScore(), ""));
  }

  private static List<String> ofArrivals(CellSummary cell) {
    return List.of(
        cell.estimate(Metric.RESPONSE_P99).map(EstimateText::value).orElse(""),
        cell.estimate(Metric.RESPONSE_P999).map(EstimateText::value).orElse(""),
        EstimateText.cost(cell, Metric.CPU_PER_REQUEST, 1),
        EstimateText.cost(cell, Metric.OUTSTANDING_MEAN, 1),
        EstimateText.cost(cell, Metric.THREADS_PEAK, 1));
  }

  private static List<String> ofMemory(CellSummary cell) {
    Optional<Estimate> process = cell.estimate(Metric.PROCESS_PER_REQUEST);
    return List.of(
        process.map(known -> Numbers.significant(known.value())).orElse(""),
        process.map(EstimateText::reach).orElse(""),
        EstimateText.cost(cell, Metric.DIRECT_PER_REQUEST, 1),
        EstimateText.cost(cell, Metric.STACK_PER_REQUEST, 1),
        EstimateText.cost(cell, Metric.THREADS_PEAK, 1));
  }

  private static List<String> numbers(CellSummary cell) {
    double bound = cell.boundMillis();
    return List.of(
        Double.isNaN(bound) ? "" : Numbers.significant(bound),
        Double.isNaN(cell.efficiency()) ? "" : Numbers.percent(cell.efficiency()),
        EstimateText.cost(cell, Metric.CPU_PER_REQUEST, 1),
        EstimateText.cost(cell, Metric.ALLOC_PER_REQUEST, 1e3));
  }
}
