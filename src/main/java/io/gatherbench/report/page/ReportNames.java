package io.gatherbench.report.page;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.report.text.TerminalStream;
import io.gatherbench.results.ParameterText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of cells in a report: as much as tells them from the others, and no more. */
final class ReportNames {

  /** Columns of what a cell ran on, and with which settings of JMH. */
  static final List<String> NO_PARAMETERS =
      Stream.concat(
              Stream.of("benchmark", "jdk", "vm", "gc", "vm_args", "host", "commit"),
              ParameterText.JMH_SETTINGS.stream())
          .toList();

  /** Columns that names leave out besides, because they are shown elsewhere. */
  private static final Set<String> SIZE = Set.of("requests", "latency");

  private final Map<List<String>, Set<String>> beside = new HashMap<>();

  /** The columns of the benchmark in which cells differ. */
  private final Set<String> ofBenchmark = new LinkedHashSet<>();

  private final List<String> benchmarks;

  ReportNames(List<CellSummary> cells) {
    Set<String> columns = new LinkedHashSet<>();
    cells.forEach(cell -> columns.addAll(cell.columns().keySet()));
    benchmarks = distinct(cells, cell -> cell.column("benchmark"));
    for (String column : columns) {
      for (CellSummary cell : cells) {
        // Some clients have no executor: they differ in none.
        List<String> groups =
            value(cell, column).isEmpty()
                ? List.of("jdk")
                : List.of("strategy", "jdk", "benchmark");
        for (String of : groups) {
          beside
              .computeIfAbsent(List.of(of, cell.column(of), column), key -> new HashSet<>())
              .add(value(cell, column));
        }
      }
      if (distinct(cells, cell -> value(cell, column)).size() > 1
          && !NO_PARAMETERS.contains(column)
          && !SIZE.contains(column)
          && !CellAggregator.OF_THE_STRATEGY.contains(column)) {
        ofBenchmark.add(column);
      }
    }
  }

  /** Returns a column's value, but no rate of an open loop: that stands with its size. */
  private static String value(CellSummary cell, String column) {
    return column.equals("rate") && cell.isOpenLoop() ? "" : cell.column(column);
  }

  /** Returns the strategy, with its client or pool where that differs. */
  String strategy(CellSummary cell) {
    String more =
        CellAggregator.OF_THE_STRATEGY.stream()
            .filter(column -> differs("strategy", cell, column))
            .map(column -> (column.equals("client") ? "" : column + " ") + cell.column(column))
            .collect(Collectors.joining(", "));
    return more.isEmpty() ? plain(cell) : plain(cell) + " (" + more + ")";
  }

  /** Returns the strategy alone, or the benchmark where there is none. */
  String plain(CellSummary cell) {
    String strategy = cell.column("strategy");
    return strategy.isEmpty() ? simple(cell.column("benchmark")) : strategy;
  }

  /**
   * Returns the benchmark, each parameter that differs among all cells, and settings of JMH that
   * differ among its own.
   */
  String benchmark(CellSummary cell) {
    Stream<String> settings =
        ParameterText.JMH_SETTINGS.stream().filter(column -> differs("benchmark", cell, column));
    return Stream.concat(ofBenchmark.stream(), settings)
        .filter(column -> !value(cell, column).isEmpty())
        .map(column -> " " + column + "=" + TerminalStream.oneLine(cell.column(column)))
        .collect(Collectors.joining("", simple(cell.column("benchmark")), ""));
  }

  /**
   * Returns the JDK or variant, with its VM, collector, flags, host or revision if these differ.
   */
  String jdk(CellSummary cell) {
    return Stream.of("vm", "gc", "vm_args", "host", "commit")
        .filter(column -> differs("jdk", cell, column))
        .map(column -> " " + cell.column(column))
        .collect(Collectors.joining("", cell.column("jdk"), ""));
  }

  String size(CellSummary cell) {
    return cell.size() + " " + cell.column("latency");
  }

  private boolean differs(String of, CellSummary cell, String column) {
    List<String> key = List.of(of, cell.column(of), column);
    return beside.getOrDefault(key, Set.of()).size() > 1 && !cell.column(column).isEmpty();
  }

  static <T> Collection<List<T>> groups(List<T> values, Function<T, ?> key) {
    Map<Object, List<T>> groups = new LinkedHashMap<>();
    values.forEach(
        value -> groups.computeIfAbsent(key.apply(value), none -> new ArrayList<>()).add(value));
    return groups.values();
  }

  /** Returns class and method, with as much of the package as tells it from other benchmarks. */
  private String simple(String benchmark) {
    int from = benchmark.lastIndexOf('.', Math.max(0, benchmark.lastIndexOf('.') - 1));
    while (from > 0 && !isUnique(benchmark.substring(from))) {
      from = benchmark.lastIndexOf('.', from - 1);
    }
    return benchmark.substring(from + 1);
  }

  private boolean isUnique(String ending) {
    return benchmarks.stream().filter(name -> ("." + name).endsWith(ending)).count() < 2;
  }

  static List<String> distinct(List<CellSummary> cells, Function<CellSummary, String> name) {
    return cells.stream().map(name).distinct().toList();
  }
}
