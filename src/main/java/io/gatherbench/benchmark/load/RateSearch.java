package io.gatherbench.benchmark.load;

/** A search for the highest rate of arrivals that is sustained. */
final class RateSearch {

  /** Limit of the search, in arrivals a second. */
  static final int MOST = 200_000;

  /** The search ends once the lowest rate that is not sustained is at most this factor above. */
  private static final double PRECISION = 1.1;

  interface Trial {

    /** Returns whether a rate is sustained in one short run. */
    boolean sustains(int rate) throws Exception;
  }

  private RateSearch() {}

  /**
   * Doubles or halves a rate until one is sustained and its double is not, then bisects between
   * them, evenly in the logarithm. A rate is not sustained if two short runs in a row say so.
   *
   * @return the highest rate that was sustained, at most {@link #MOST}; 0 if none is
   */
  static int highest(int first, Trial trial) throws Exception {
    int sustained = 0;
    double failed = Double.MAX_VALUE;
    for (int rate = first; ; ) {
      if (trial.sustains(rate) || trial.sustains(rate)) {
        sustained = rate;
      } else {
        failed = rate;
      }
      if (sustained == MOST || failed <= Math.max(1, sustained * PRECISION)) {
        return sustained;
      }
      if (failed == Double.MAX_VALUE) {
        rate = Math.min(MOST, 2 * sustained);
      } else {
        rate = sustained == 0 ? (int) (failed / 2) : (int) Math.sqrt(failed * sustained);
      }
      if (rate <= sustained) {
        return sustained;
      }
    }
  }
}
