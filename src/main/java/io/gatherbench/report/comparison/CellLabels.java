package io.gatherbench.report.comparison;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.Comparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What cells are called: by the columns that they differ in, less those that another one says
 * already, as the strategy says the client where each has but one.
 */
public final class CellLabels {

  private final Comparison comparison;
  private final List<Integer> differing;
  private final String prefix;

  public CellLabels(Comparison comparison) {
    this.comparison = comparison;
    this.differing = new ArrayList<>();
    for (int column = 0; column < comparison.columns().size(); column++) {
      int candidate = column;
      if (values(column).size() > 1
          && differing.stream().noneMatch(shown -> determines(shown, candidate))) {
        differing.add(column);
      }
    }
    this.prefix = commonPackage();
  }

  /** The names of the columns; one without a name if all cells are one. */
  List<String> names() {
    return differing.isEmpty()
        ? List.of("cell")
        : differing.stream().map(comparison.columns()::get).toList();
  }

  /** Whether a column holds numbers alone. */
  boolean isNumber(int label) {
    return !differing.isEmpty()
        && values(differing.get(label)).stream().allMatch(value -> value.matches("\\d*"));
  }

  /** A cell's values of them. */
  List<String> of(CellComparison cell) {
    return differing.isEmpty()
        ? List.of("all")
        : differing.stream().map(column -> shown(column, cell.cell().get(column))).toList();
  }

  /** A cell in a sentence. */
  public String inWords(CellComparison cell) {
    return String.join(" ", of(cell)).strip();
  }

  /** What is the same in all cells, as a phrase. */
  String constants() {
    List<String> parts = new ArrayList<>();
    for (int column = 0; column < comparison.columns().size(); column++) {
      Set<String> values = values(column);
      String value = values.size() == 1 ? values.iterator().next() : "";
      if (!value.isEmpty()) {
        parts.add(comparison.columns().get(column) + " " + shown(column, value));
      }
    }
    return String.join(", ", parts);
  }

  private String shown(int column, String value) {
    return comparison.columns().get(column).equals("benchmark") && value.startsWith(prefix)
        ? value.substring(prefix.length())
        : value;
  }

  private boolean determines(int column, int other) {
    Map<String, String> known = new HashMap<>();
    return comparison.cells().stream()
        .map(CellComparison::cell)
        .allMatch(
            cell ->
                cell.get(other)
                    .equals(known.computeIfAbsent(cell.get(column), key -> cell.get(other))));
  }

  private Set<String> values(int column) {
    Set<String> values = new LinkedHashSet<>();
    comparison.cells().forEach(cell -> values.add(cell.cell().get(column)));
    return values;
  }

  /** The package that all benchmarks are in: whole names are too long for a table. */
  private String commonPackage() {
    int column = comparison.columns().indexOf("benchmark");
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
