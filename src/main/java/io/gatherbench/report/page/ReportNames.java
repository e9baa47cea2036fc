package io.gatherbench.report.page;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What cells are called in a report: as much as tells them from the others, and no more. */
final class ReportNames {

  /** What a name's first part says already, or a column of its own. */
  private static final Set<String> OWN_PLACE =
      Set.of("benchmark", "requests", "latency", "jdk", "gc", "vm_args", "host", "commit");

  private final Map<String, Set<String>> beside = new HashMap<>();
  private final Set<String> varying = new LinkedHashSet<>();

  ReportNames(List<CellSummary> cells) {
    Map<String, Set<String>> values = new HashMap<>();
    Set<String> columns = new LinkedHashSet<>();
    cells.forEach(cell -> columns.addAll(cell.columns().keySet()));
    for (String column : columns) {
      for (CellSummary cell : cells) {
        values.computeIfAbsent(column, key -> new HashSet<>()).add(cell.column(column));
        note(column, cell.column("strategy"), cell.column(column), "strategy");
        note(column, cell.column("jdk"), cell.column(column), "jdk");
      }
      if (values.getOrDefault(column, Set.of()).size() > 1) {
        varying.add(column);
      }
    }
  }

  private void note(String column, String name, String value, String kind) {
    beside.computeIfAbsent(kind + "\n" + name + "\n" + column, key -> new HashSet<>()).add(value);
  }

  /** How the work was executed: the strategy, and its client or pool where that differs. */
  String strategy(CellSummary cell) {
    String strategy = cell.column("strategy");
    List<String> more = new ArrayList<>();
    for (String column :
        CellAggregator.OF_THE_STRATEGY.subList(1, CellAggregator.OF_THE_STRATEGY.size())) {
      if (differs("strategy", strategy, column) && !cell.column(column).isEmpty()) {
        more.add(
            column.equals("client") ? cell.column(column) : column + " " + cell.column(column));
      }
    }
    String name = strategy.isEmpty() ? method(cell) : strategy;
    return more.isEmpty() ? name : name + " (" + String.join(", ", more) + ")";
  }

  /** The benchmark, and each parameter that differs among all cells. */
  String benchmark(CellSummary cell) {
    List<String> parts = new ArrayList<>();
    parts.add(simple(cell.column("benchmark")));
    for (String column : varying) {
      if (!OWN_PLACE.contains(column)
          && !CellAggregator.OF_THE_STRATEGY.contains(column)
          && !cell.column(column).isEmpty()) {
        parts.add(column + "=" + cell.column(column));
      }
    }
    return String.join(" ", parts);
  }

  /** The JDK or arm, and its collector, flags, host or revision where these differ. */
  String jdk(CellSummary cell) {
    List<String> parts = new ArrayList<>();
    parts.add(cell.column("jdk"));
    for (String column : List.of("gc", "vm_args", "host", "commit")) {
      if (differs("jdk", cell.column("jdk"), column) && !cell.column(column).isEmpty()) {
        parts.add(cell.column(column));
      }
    }
    return String.join(" ", parts);
  }

  /** Every column that cells differ in. */
  Set<String> varying() {
    return varying;
  }

  private boolean differs(String kind, String name, String column) {
    return beside.getOrDefault(kind + "\n" + name + "\n" + column, Set.of()).size() > 1;
  }

  private static String method(CellSummary cell) {
    return simple(cell.column("benchmark"));
  }

  /** Class and method, without the package. */
  static String simple(String benchmark) {
    int method = benchmark.lastIndexOf('.');
    return benchmark.substring(benchmark.lastIndexOf('.', Math.max(0, method - 1)) + 1);
  }

  /** Distinct values of something, in the order of the cells. */
  static List<String> distinct(List<CellSummary> cells, Function<CellSummary, String> name) {
    return cells.stream().map(name).distinct().toList();
  }
}
