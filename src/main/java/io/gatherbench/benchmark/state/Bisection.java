package io.gatherbench.benchmark.state;

/**
 * A search for the number, to a tenth, up to which a condition holds.
 *
 * @param holds the highest number tried for which it holds; 0 if there is none
 * @param fails the lowest number tried for which it does not; {@link #NONE} if there is none
 */
public record Bisection(int holds, int fails) {

  /** Stands for a number that was not found. */
  public static final int NONE = Integer.MAX_VALUE;

  /** The search ends once the lowest number that fails is at most this factor above. */
  private static final double PRECISION = 1.1;

  /** A condition that holds up to some number. */
  public interface Trial {

    boolean holds(int number) throws Exception;
  }

  /**
   * Doubles or halves a number until the condition holds for one and not for its double, then
   * bisects between them, evenly in the logarithm.
   *
   * @param first the number tried first, 1 or more
   * @param most limit of the search
   */
  public static Bisection of(int first, int most, Trial trial) throws Exception {
    int holds = 0;
    int fails = NONE;
    for (int number = first; ; ) {
      if (trial.holds(number)) {
        holds = number;
      } else {
        fails = number;
      }
      if (holds >= most || fails <= Math.max(holds + 1, holds * PRECISION)) {
        return new Bisection(holds, fails);
      }
      int between = holds == 0 ? fails / 2 : (int) Math.sqrt((double) fails * holds);
      number = fails == NONE ? Math.min(most, 2 * holds) : Math.max(holds + 1, between);
    }
  }
}
