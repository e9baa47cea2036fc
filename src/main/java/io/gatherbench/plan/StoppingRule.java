package io.gatherbench.plan;

import io.gatherbench.results.Row;
import java.time.Duration;
import java.util.List;

/** Decides which cells get more forks once all rounds of a plan are done. */
public interface StoppingRule {

  /** Ends a run with the rounds of its plan. */
  StoppingRule NO_FURTHER_ROUNDS = (cells, rows) -> List.of();

  /**
   * Returns the cells that need more forks.
   *
   * @param cells those of the plan
   * @param rows all that was measured so far
   */
  List<PlannedCell> open(List<PlannedCell> cells, List<Row> rows);

  /**
   * Returns the time limit: no round begins that would likely end later after the start. A year
   * unless a rule says otherwise.
   */
  default Duration timeLimit() {
    return Duration.ofDays(365);
  }
}
