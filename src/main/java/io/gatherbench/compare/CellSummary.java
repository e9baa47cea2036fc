package io.gatherbench.compare;

import io.gatherbench.results.Row;
import io.gatherbench.results.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the rows of one cell amount to. A fork with a void iteration is void as a whole and enters
 * no estimate; a fork's value is the median of its iterations' values.
 *
 * @param strategy the cell's strategy
 * @param requests requests in a gather
 * @param median the median time of a gather in ms; empty if every fork is void
 * @param boundMillis the cell's bound in ms; NaN if the rows do not say
 * @param voidForks how many forks are void
 * @param reasons why forks are void or flagged, each once, as {@link Verdict#toString} says it
 */
public record CellSummary(
    String strategy,
    int requests,
    Optional<Estimate> median,
    double boundMillis,
    int voidForks,
    List<String> reasons) {

  /** Whether a fork is flagged. */
  public boolean flagged() {
    return reasons.stream().anyMatch(reason -> reason.startsWith("flagged: "));
  }

  /** Summarises rows of a gather in JMH's sample mode, cell by cell, in the order of the rows. */
  public static List<CellSummary> of(List<Row> rows) {
    Map<List<String>, List<Row>> cells = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.benchmark().equals(Row.RULER)) {
        continue;
      }
      cells
          .computeIfAbsent(List.of(row.strategy(), row.requests()), key -> new ArrayList<>())
          .add(row);
    }
    List<CellSummary> summaries = new ArrayList<>();
    cells.forEach(
        (key, cell) -> summaries.add(summarise(key.get(0), Integer.parseInt(key.get(1)), cell)));
    return summaries;
  }

  private static CellSummary summarise(String strategy, int requests, List<Row> rows) {
    Set<Integer> voided = new LinkedHashSet<>();
    Set<String> reasons = new LinkedHashSet<>();
    for (Row row : rows) {
      if (row.verdict().kind() == Verdict.Kind.VOID) {
        voided.add(row.fork());
      }
      if (row.verdict().kind() != Verdict.Kind.VALID) {
        // A fork can be flagged for several reasons; each is a remark of its own.
        String kind = row.verdict().kind() == Verdict.Kind.VOID ? "void: " : "flagged: ";
        for (String reason : row.verdict().reason().split("; ")) {
          reasons.add(kind + reason);
        }
      }
    }
    Map<Integer, List<Double>> medians = new TreeMap<>();
    double bound = Double.NaN;
    for (Row row : rows) {
      if (row.metric().equals("time_bound")) {
        bound = row.value();
      }
      if (row.metric().equals("time_p50") && !voided.contains(row.fork())) {
        medians.computeIfAbsent(row.fork(), fork -> new ArrayList<>()).add(row.value());
      }
    }
    double[] forks = medians.values().stream().mapToDouble(CellSummary::median).toArray();
    return new CellSummary(
        strategy,
        requests,
        forks.length == 0 ? Optional.empty() : Optional.of(Estimate.of(forks)),
        bound,
        voided.size(),
        List.copyOf(reasons));
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
