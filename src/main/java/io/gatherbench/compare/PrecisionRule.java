package io.gatherbench.compare;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.StoppingRule;
import io.gatherbench.results.Row;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Runs forks until the interval of each cell's value reaches no further than a share of it. Looking
 * at the interval to decide makes it a little too narrow on average; with five forks before the
 * first look, little.
 */
public record PrecisionRule(double precision, Duration timeLimit) implements StoppingRule {

  /**
   * Returns the cells that are not precise enough, a single fork among them, without those whose
   * forks are all void.
   */
  @Override
  public List<PlannedCell> open(List<PlannedCell> cells, List<Row> rows) {
    List<CellSummary> summaries = CellAggregator.summaries(rows);
    return cells.stream().filter(cell -> reach(cell, summaries) > precision).toList();
  }

  /** Returns one line on whether the precision was reached. */
  public String outcome(List<PlannedCell> open, List<Row> rows) {
    String goal = String.format(Locale.ROOT, "Precision of ±%.1f %%: ", precision * 100);
    List<CellSummary> summaries = CellAggregator.summaries(rows);
    if (open.isEmpty()) {
      long none = summaries.stream().filter(cell -> cell.score().isEmpty()).count();
      return goal
          + "reached by all cells"
          + (none > 0 ? " that have a value; " + none + " have none" : "");
    }
    String cells =
        open.stream()
            .map(
                cell -> {
                  double reach = reach(cell, summaries) * 100;
                  return Double.isInfinite(reach)
                      ? cell + " (one fork)"
                      : String.format(Locale.ROOT, "%s (±%.1f %%)", cell, reach);
                })
            .collect(Collectors.joining(", "));
    return goal + "not reached within " + timeLimit.toMinutes() + " minutes by " + cells;
  }

  private static double reach(PlannedCell cell, List<CellSummary> summaries) {
    return CellSummary.of(cell, summaries)
        .flatMap(CellSummary::score)
        .map(score -> score.hasInterval() ? score.reach() : Double.POSITIVE_INFINITY)
        .orElse(0.0);
  }
}
