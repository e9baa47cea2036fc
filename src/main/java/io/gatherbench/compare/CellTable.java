package io.gatherbench.compare;

import io.gatherbench.results.Row;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rows of one cell amount to. A fork with a void iteration is void as a whole and enters
 * no estimate; a fork's value is the median of its iterations' values.
 *
 * @param strategy the cell's strategy
 * @param requests requests in a gather
 * @param median the median time of a gather in ms; empty if every fork is void
 * @param boundMillis the cell's bound in ms; NaN if the rows do not say
 * @param voidForks how many forks are void
 * @param reasons why forks are void or flagged, each once, as {@link
 *     io.gatherbench.results.Validity#toString} says it
 */
public record CellTable(
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
  public static List<CellTable> of(List<Row> rows) {
    Map<List<String>, List<Row>> cells = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.isCalibration()) {
        continue;
      }
      cells
          .computeIfAbsent(List.of(row.strategy(), row.requests()), key -> new ArrayList<>())
          .add(row);
    }
    List<CellTable> summaries = new ArrayList<>();
    cells.forEach(
        (key, cell) -> summaries.add(summarise(key.get(0), Integer.parseInt(key.get(1)), cell)));
    return summaries;
  }

  private static CellTable summarise(String strategy, int requests, List<Row> rows) {
    ForkValues forks = new ForkValues(metric -> true);
    rows.forEach(forks::add);
    double[] medians = forks.values("time_p50", Sample::median);
    return new CellTable(
        strategy,
        requests,
        medians.length == 0 ? Optional.empty() : Optional.of(Estimate.of(medians)),
        forks.constant("time_bound").orElse(Double.NaN),
        forks.voidForks(),
        forks.reasons());
  }
}
