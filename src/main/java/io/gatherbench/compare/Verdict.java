package io.gatherbench.compare;

import io.gatherbench.stats.FiellerTest;
import io.gatherbench.stats.FisherTest;
import io.gatherbench.stats.Holm;

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
  /**
   * A side has fewer than {@link #FORKS_FOR_A_VERDICT} forks or values, or there was no look yet:
   * no verdict.
   */
  TOO_FEW,
  /** Void forks are too large a share of a side, or of one side more than of the other. */
  TOO_MANY_VOID,
  /** Forks of a side starved: there is no verdict on the time of the others. */
  STARVED,
  /** All forks of a side are void. */
  VOID,
  /** A side has no forks. */
  MISSING;

  /** With fewer forks on a side there is no verdict. */
  public static final int FORKS_FOR_A_VERDICT = 4;

  /** With a greater share of void forks on a side there is no verdict. */
  public static final double MOST_VOID = 0.2;

  /**
   * Decides by the ratio's interval, and for a change by a test for all cells as well.
   *
   * @param proven whether the ratio differs from 1 beyond what chance gives in so many cells
   * @param threshold δ, as a fraction: what is within 1/(1 + δ) and 1 + δ counts as the same
   */
  public static Verdict of(
      double low, double high, boolean proven, double threshold, boolean higherIsBetter) {
    double most = 1 + threshold;
    double least = 1 / most;
    if (low > least && high < most) {
      return SAME;
    }
    if (proven && low > most) {
      return higherIsBetter ? FASTER : SLOWER;
    }
    if (proven && high < least) {
      return higherIsBetter ? SLOWER : FASTER;
    }
    return UNDECIDED;
  }

  /** Returns why there can be no verdict on usable forks of two cells; else undecided. */
  static Verdict possible(int baseForks, CellSummary base, int otherForks, CellSummary other) {
    if (base.starvedForks() + other.starvedForks() > 0) {
      return STARVED;
    }
    if (Math.min(baseForks, otherForks) < FORKS_FOR_A_VERDICT) {
      return TOO_FEW;
    }
    int baseAll = baseForks + base.voidForks();
    int otherAll = otherForks + other.voidForks();
    boolean tooMany =
        base.voidForks() > MOST_VOID * baseAll
            || other.voidForks() > MOST_VOID * otherAll
            || FisherTest.p(base.voidForks(), baseAll, other.voidForks(), otherAll) < Holm.LEVEL;
    return tooMany ? TOO_MANY_VOID : UNDECIDED;
  }

  /** Decides about arithmetic means, where there is no ratio because a fork has 0. */
  static Verdict of(FiellerTest test, boolean proven, double threshold, boolean higherIsBetter) {
    double most = 1 + threshold;
    boolean bothZero = test.base().value() == 0 && test.other().value() == 0;
    if (bothZero || test.isAbove(1 / most) && test.isBelow(most)) {
      return SAME;
    }
    if (proven && test.isAbove(most)) {
      return higherIsBetter ? FASTER : SLOWER;
    }
    if (proven && test.isBelow(1 / most)) {
      return higherIsBetter ? SLOWER : FASTER;
    }
    return UNDECIDED;
  }

  /** Tells whether the comparison came to a result: faster, slower or the same. */
  public boolean decided() {
    return this == FASTER || this == SLOWER || this == SAME;
  }
}
