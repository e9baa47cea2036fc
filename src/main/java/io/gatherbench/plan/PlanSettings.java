package io.gatherbench.plan;

import java.time.Duration;

/**
 * The settings by which the cells of a plan are measured.
 *
 * @param seed of the order of forks
 * @param rounds forks of each cell on each variant; 0 in a request for the benchmark's number
 * @param forkLimitSeconds how long a fork may take; 0 for a limit by the cell's foreseen time
 * @param costs whether to measure what the work costs besides time
 * @param pinning processors of forks and stub, such as {@code client=0-3 stub=4-5}; empty for all
 * @param precision how far a cell's interval may reach, as a share of its value; 0 where that is
 *     not asked for
 * @param maxSeconds time limit of a run that ends by a rule; 0 for none
 * @param lastLook the last round of a run that ends once its verdicts are decided; 0 for others
 */
public record PlanSettings(
    long seed,
    int rounds,
    Shard shard,
    int forkLimitSeconds,
    boolean costs,
    String pinning,
    double precision,
    int maxSeconds,
    int lastLook) {

  /** The first round after which a run that ends by its verdicts looks at them. */
  public static final int FIRST_LOOK = 6;

  private static final int LEAST_LIMIT_SECONDS = 120;
  private static final int LIMIT_OVER_FORESEEN = 4;

  /** Returns the settings of a plan that pins no processors and ends with its rounds. */
  public static PlanSettings rounds(
      long seed, int rounds, Shard shard, int forkLimitSeconds, boolean costs) {
    return new PlanSettings(seed, rounds, shard, forkLimitSeconds, costs, "", 0, 0, 0);
  }

  /** Returns the same settings with another number of rounds. */
  public PlanSettings withRounds(int number) {
    return new PlanSettings(
        seed, number, shard, forkLimitSeconds, costs, pinning, precision, maxSeconds, lastLook);
  }

  /** Returns the same settings with verdicts that are looked at up to a round. */
  public PlanSettings withLastLook(int round) {
    return new PlanSettings(
        seed, rounds, shard, forkLimitSeconds, costs, pinning, precision, maxSeconds, round);
  }

  /** Returns how long a run that ends by a rule may take; ten years if that is not limited. */
  public Duration timeLimit() {
    return maxSeconds == 0 ? Duration.ofDays(3650) : Duration.ofSeconds(maxSeconds);
  }

  /** Returns the last round that there can be. */
  public int lastRound() {
    return lastLook > 0 ? lastLook : Integer.MAX_VALUE;
  }

  /** Returns the time limit of a cell's forks, in seconds. */
  public long limitSeconds(PlannedCell cell) {
    return forkLimitSeconds > 0 ? forkLimitSeconds : LEAST_LIMIT_SECONDS + severalTimes(cell);
  }

  /** Returns several times what a fork of a cell is foreseen to take, in seconds. */
  public static long severalTimes(PlannedCell cell) {
    return Math.round(LIMIT_OVER_FORESEEN * cell.foreseenSeconds());
  }
}
