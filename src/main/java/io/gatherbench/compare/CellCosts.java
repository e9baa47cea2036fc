package io.gatherbench.compare;

import io.gatherbench.results.Row;
import io.gatherbench.stats.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the work of one cell cost: of each metric the mean over the forks that are not void, a
 * fork's value being the median of its iterations' values.
 */
public final class CellCosts {

  private final ForkValues forks;

  private CellCosts(ForkValues forks) {
    this.forks = forks;
  }

  /**
   * Of the rows of a gather.
   *
   * @param strategy the cell's strategy
   * @param requests the cell's requests in a gather
   */
  public static CellCosts of(List<Row> rows, String strategy, int requests) {
    ForkValues forks = new ForkValues(metric -> true);
    rows.stream()
        .filter(row -> row.strategy().equals(strategy))
        .filter(row -> row.requests().equals(Integer.toString(requests)))
        .forEach(forks::add);
    return new CellCosts(forks);
  }

  /** The mean over forks; empty if no fork has such a metric. */
  public OptionalDouble mean(String metric) {
    return Arrays.stream(forks.values(metric, Sample::median)).average();
  }
}
