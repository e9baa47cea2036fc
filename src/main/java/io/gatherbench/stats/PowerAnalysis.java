package io.gatherbench.stats;

import java.util.OptionalInt;

/**
 * The number of further forks that would likely decide an undecided cell, if means and spread stay
 * as they are. With m more forks on each side and standard error e(m), a verdict is reached with a
 * probability of 80 % once the estimate is (t₀.₉₇₅ + t₀.₈₀)·e(m) away from the threshold: the usual
 * formula of power analysis, with Student's quantiles.
 */
public final class PowerAnalysis {

  /** Upper limit of the search. */
  static final int LIMIT = 1_000;

  private static final double POWER = 0.8;

  private PowerAnalysis() {}

  /**
   * Returns the number of further forks on each side.
   *
   * @param threshold δ, as a fraction
   * @param factor by how much Holm's correction multiplies the p-value
   * @return 1 to {@link #LIMIT}; empty if not even that many would do, because the ratio lies too
   *     near to the threshold itself
   */
  public static OptionalInt estimate(Estimate base, Estimate other, double threshold, int factor) {
    if (!decides(base, other, threshold, factor, LIMIT)) {
      return OptionalInt.empty();
    }
    // More forks never decide less: the error and the quantiles all fall.
    int tooFew = 0;
    int enough = LIMIT;
    while (enough - tooFew > 1) {
      int middle = (tooFew + enough) / 2;
      if (decides(base, other, threshold, factor, middle)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return OptionalInt.of(enough);
  }

  private static boolean decides(
      Estimate base, Estimate other, double threshold, int factor, int more) {
    double log = Math.abs(Math.log(other.value() / base.value()));
    double limit = Math.log1p(threshold);
    Welch then = Welch.of(log, grown(base, more), grown(other, more));
    if (then.error() == 0) {
      return log != limit;
    }
    double power = Welch.quantile(POWER, then.degrees());
    double beyond = Welch.quantile(0.5 + Ratio.LEVEL / 2, then.degrees()) + power;
    boolean clear = Math.abs(log - limit) >= beyond * then.error();
    if (log <= limit) {
      return clear;
    }
    double corrected = 1 - Holm.LEVEL / (2.0 * factor);
    return clear && log >= (Welch.quantile(corrected, then.degrees()) + power) * then.error();
  }

  private static Welch.Part grown(Estimate sample, int more) {
    int forks = sample.forks() + more;
    return new Welch.Part(sample.logVariance() * sample.forks() / forks, forks - 1);
  }
}
