package io.gatherbench.compare;

import io.gatherbench.stats.Holm;
import io.gatherbench.stats.Ratio;

/** The verdict on a compared cell. */
public enum Verdict {
  /** Better than the base, beyond the threshold: times lower, throughput higher. */
  FASTER,
  /** Worse than the base, beyond the threshold. */
  SLOWER,
  /** No further from the base than the threshold. */
  SAME,
  /** The interval allows for more than one of these. */
  UNDECIDED,
  /** A side has fewer than {@link #FORKS_FOR_A_VERDICT} forks: the ratio, and no verdict. */
  TOO_FEW,
  /** All forks of a side are void. */
  VOID,
  /** A side has no forks. */
  MISSING;

  /** With fewer forks on a side there is no verdict. */
  public static final int FORKS_FOR_A_VERDICT = 4;

  /**
   * Decides by the interval, and for a change by the adjusted p-value as well.
   *
   * @param ratio with an interval
   * @param adjusted its p-value, adjusted for all cells of the report
   * @param threshold δ, as a fraction: what is within 1/(1 + δ) and 1 + δ counts as the same
   * @param higherIsBetter whether a higher value is a better one
   */
  public static Verdict of(Ratio ratio, double adjusted, double threshold, boolean higherIsBetter) {
    double most = 1 + threshold;
    double least = 1 / most;
    if (ratio.low() > least && ratio.high() < most) {
      return SAME;
    }
    boolean proven = adjusted <= Holm.LEVEL;
    if (proven && ratio.low() > most) {
      return higherIsBetter ? FASTER : SLOWER;
    }
    if (proven && ratio.high() < least) {
      return higherIsBetter ? SLOWER : FASTER;
    }
    return UNDECIDED;
  }

  /** Tells whether the comparison came to a result: faster, slower or the same. */
  public boolean decided() {
    return this == FASTER || this == SLOWER || this == SAME;
  }
}
