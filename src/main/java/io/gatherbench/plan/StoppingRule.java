package io.gatherbench.plan;

import io.gatherbench.results.Row;
import java.time.Duration;
import java.util.List;

/** Decides which cells get more forks once all rounds of a plan are done. */
public interface StoppingRule {

  /** Ends a run with the rounds of its plan. */
  StoppingRule NO_FURTHER_ROUNDS = (cells, rows) -> List.of();

  /** Returns the cells of a plan that need more forks, given all rows measured so far. */
  List<PlannedCell> open(List<PlannedCell> cells, List<Row> rows);

  /** Returns the time after the start by which a further round must be likely to end. */
  default Duration timeLimit() {
    return Duration.ofDays(365);
  }
}
