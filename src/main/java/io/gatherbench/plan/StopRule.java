package io.gatherbench.plan;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * When a headline run may stop adding forks, once each cell has as many as the plan says.
 *
 * @param preciseEnough whether a cell needs no more forks
 * @param cap no round is begun that is not likely to end within this time of the run's start
 */
public record StopRule(Predicate<Cell> preciseEnough, Duration cap) {

  /** With the forks of the plan. */
  public static StopRule withThePlan() {
    return new StopRule(cell -> true, Duration.ZERO);
  }
}
