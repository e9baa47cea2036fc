package io.gatherbench.report.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of cells by the columns in which they differ, without those that another implies. */
public final class CellLabels {

  public static final String BENCHMARK = "benchmark";

  private final List<String> columns;
  private final List<List<String>> cells;
  private final List<Integer> differing = new ArrayList<>();
  private final String prefix;

  /** Finds the columns in which cells differ; {@code otherwise} names cells that differ in none. */
  public CellLabels(List<String> columns, List<List<String>> cells, String otherwise) {
    this.columns = columns;
    this.cells = cells;
    for (int column = 0; column < columns.size(); column++) {
      int candidate = column;
      if (values(column).size() > 1
          && differing.stream().noneMatch(shown -> implies(shown, candidate))) {
        differing.add(column);
      }
    }
    int benchmark = columns.indexOf(BENCHMARK);
    List<String> benchmarks = benchmark < 0 ? List.of() : values(benchmark);
    this.prefix = benchmarks.stream().map(CellLabels::prefix).reduce(CellLabels::shared).orElse("");
    if (differing.isEmpty() && columns.contains(otherwise)) {
      differing.add(columns.indexOf(otherwise));
    }
  }

  /** Returns the names of the columns; one name if all cells are one. */
  public List<String> names() {
    return differing.isEmpty() ? List.of("cell") : differing.stream().map(columns::get).toList();
  }

  /** Returns a table whose first columns are the labels. */
  public TextTable table() {
    TextTable table = new TextTable();
    for (int column : differing) {
      boolean numbers = values(column).stream().allMatch(value -> value.matches("\\d*"));
      table.column(columns.get(column), numbers);
    }
    return differing.isEmpty() ? table.text("cell") : table;
  }

  /** Returns a cell's values of the columns. */
  public List<String> of(List<String> cell) {
    return differing.isEmpty()
        ? List.of("all")
        : differing.stream().map(column -> shown(column, cell.get(column))).toList();
  }

  /** Returns the name of a cell in a sentence. */
  public String inWords(List<String> cell) {
    return String.join(" ", of(cell)).strip();
  }

  /** Returns the columns that have the same value in all cells, as a phrase. */
  public String constants() {
    List<String> parts = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      List<String> values = values(column);
      if (values.size() == 1 && !values.get(0).isEmpty()) {
        parts.add(columns.get(column) + " " + shown(column, values.get(0)));
      }
    }
    return String.join(", ", parts);
  }

  private String shown(int column, String value) {
    return TerminalStream.oneLine(
        columns.get(column).equals(BENCHMARK) && value.startsWith(prefix)
            ? value.substring(prefix.length())
            : value);
  }

  private boolean implies(int column, int other) {
    Map<String, String> known = new HashMap<>();
    return cells.stream()
        .map(cell -> List.of(cell.get(column), cell.get(other)))
        .allMatch(pair -> known.computeIfAbsent(pair.get(0), k -> pair.get(1)).equals(pair.get(1)));
  }

  private List<String> values(int column) {
    return cells.stream().map(cell -> cell.get(column)).distinct().toList();
  }

  /** Returns what precedes class and method: whole names are too long for a table. */
  private static String prefix(String benchmark) {
    int end = benchmark.lastIndexOf('.', Math.max(0, benchmark.lastIndexOf('.') - 1));
    return benchmark.substring(0, end + 1);
  }

  private static String shared(String one, String other) {
    int length = Arrays.mismatch(one.toCharArray(), other.toCharArray());
    return length < 0 ? one : one.substring(0, 1 + one.lastIndexOf('.', length - 1));
  }
}
