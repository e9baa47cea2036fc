package io.gatherbench.report.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of cells by the columns in which they differ. A column is left out if another implies it,
 * as the strategy implies the client where each has only one.
 */
public final class CellLabels {

  static final String BENCHMARK = "benchmark";

  private final List<String> columns;
  private final List<List<String>> cells;
  private final List<Integer> differing = new ArrayList<>();
  private final String prefix;

  /**
   * Finds the columns in which cells differ.
   *
   * @param columns the names of the columns
   * @param cells the values of each cell, one for each column
   */
  public CellLabels(List<String> columns, List<List<String>> cells) {
    this(columns, cells, "");
  }

  /** Finds the columns in which cells differ; one column names them if they differ in none. */
  CellLabels(List<String> columns, List<List<String>> cells, String otherwise) {
    this.columns = columns;
    this.cells = cells;
    for (int column = 0; column < columns.size(); column++) {
      int candidate = column;
      if (values(column).size() > 1
          && differing.stream().noneMatch(shown -> implies(shown, candidate))) {
        differing.add(column);
      }
    }
    if (differing.isEmpty() && columns.contains(otherwise)) {
      differing.add(columns.indexOf(otherwise));
    }
    this.prefix = commonPackage();
  }

  /** Returns the names of the columns; one name if all cells are one. */
  public List<String> names() {
    return differing.isEmpty() ? List.of("cell") : differing.stream().map(columns::get).toList();
  }

  /** Returns a table whose first columns are the labels. */
  public TextTable table() {
    TextTable table = new TextTable();
    List<String> names = names();
    for (int i = 0; i < names.size(); i++) {
      boolean isNumber =
          !differing.isEmpty()
              && values(differing.get(i)).stream().allMatch(value -> value.matches("\\d*"));
      if (isNumber) {
        table.number(names.get(i));
      } else {
        table.text(names.get(i));
      }
    }
    return table;
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
      Set<String> values = values(column);
      String value = values.size() == 1 ? values.iterator().next() : "";
      if (!value.isEmpty()) {
        parts.add(columns.get(column) + " " + shown(column, value));
      }
    }
    return String.join(", ", parts);
  }

  private String shown(int column, String value) {
    return columns.get(column).equals(BENCHMARK) && value.startsWith(prefix)
        ? value.substring(prefix.length())
        : value;
  }

  private boolean implies(int column, int other) {
    Map<String, String> known = new HashMap<>();
    return cells.stream()
        .allMatch(
            cell ->
                cell.get(other)
                    .equals(known.computeIfAbsent(cell.get(column), key -> cell.get(other))));
  }

  private Set<String> values(int column) {
    Set<String> values = new LinkedHashSet<>();
    cells.forEach(cell -> values.add(cell.get(column)));
    return values;
  }

  /** The package of all benchmarks: whole names are too long for a table. */
  private String commonPackage() {
    int column = columns.indexOf(BENCHMARK);
    String common = null;
    for (String benchmark : column < 0 ? Set.<String>of() : values(column)) {
      // Class and method stay.
      int end = benchmark.lastIndexOf('.', Math.max(0, benchmark.lastIndexOf('.') - 1));
      String own = benchmark.substring(0, end + 1);
      common = common == null ? own : shared(common, own);
    }
    return common == null ? "" : common;
  }

  private static String shared(String one, String other) {
    int length = 0;
    while (length < Math.min(one.length(), other.length())
        && one.charAt(length) == other.charAt(length)) {
      length++;
    }
    return one.substring(0, 1 + one.substring(0, length).lastIndexOf('.'));
  }
}
