package io.gatherbench.compare;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.StoppingRule;
import io.gatherbench.results.Row;
import java.util.List;

/** Gives one more fork to each cell of which a fork is void. */
public record ReplacementRule(int rounds) implements StoppingRule {

  /** Returns the cells that have a void fork and no further one yet. */
  @Override
  public List<PlannedCell> open(List<PlannedCell> cells, List<Row> rows) {
    List<CellSummary> summaries = CellAggregator.summaries(rows);
    return cells.stream()
        .filter(
            cell ->
                CellSummary.of(cell, summaries)
                    .filter(summary -> summary.voidForks() > 0)
                    .filter(
                        s ->
                            s.forks().size() + s.voidForks() + s.starvedForks() + s.cutShort()
                                <= rounds)
                    .isPresent())
        .toList();
  }
}
