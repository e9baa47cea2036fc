package io.gatherbench.compare;

import io.gatherbench.results.Row;
import io.gatherbench.results.Verdict;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What the work of one cell cost: of each metric the mean over the forks that are not void, a
 * fork's value being the median of its iterations' values.
 */
public final class CellCosts {

  private final Map<String, double[]> valuesByMetric;

  private CellCosts(Map<String, double[]> valuesByMetric) {
    this.valuesByMetric = valuesByMetric;
  }

  /**
   * Of the rows of a gather.
   *
   * @param strategy the cell's strategy
   * @param requests the cell's requests in a gather
   */
  public static CellCosts of(List<Row> rows, String strategy, int requests) {
    List<Row> cell =
        rows.stream()
            .filter(row -> row.strategy().equals(strategy))
            .filter(row -> row.requests().equals(Integer.toString(requests)))
            .toList();
    Set<Integer> voided = new HashSet<>();
    for (Row row : cell) {
      if (row.verdict().kind() == Verdict.Kind.VOID) {
        voided.add(row.fork());
      }
    }
    Map<String, Map<Integer, double[]>> values = new LinkedHashMap<>();
    for (Row row : cell) {
      if (!voided.contains(row.fork()) && !Double.isNaN(row.value())) {
        values
            .computeIfAbsent(row.metric(), metric -> new LinkedHashMap<>())
            .merge(row.fork(), new double[] {row.value()}, CellCosts::joined);
      }
    }
    Map<String, double[]> forks = new HashMap<>();
    values.forEach(
        (metric, byFork) ->
            forks.put(metric, byFork.values().stream().mapToDouble(CellCosts::median).toArray()));
    return new CellCosts(forks);
  }

  /** The mean over forks; empty if no fork has such a metric. */
  public OptionalDouble mean(String metric) {
    return Arrays.stream(valuesByMetric.getOrDefault(metric, new double[0])).average();
  }

  private static double[] joined(double[] some, double[] more) {
    double[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
