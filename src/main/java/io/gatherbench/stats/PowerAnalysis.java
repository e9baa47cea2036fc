package io.gatherbench.stats;

import io.gatherbench.compare.Verdict;
import java.util.OptionalInt;

/**
 * How many more forks would likely decide what is inconclusive, if means and spread stay what they
 * are. With m more forks on each side and standard error e(m), a verdict is reached with a
 * probability of 80 % once the estimate is (t₀.₉₇₅ + t₀.₈₀)·e(m) away from the threshold: the usual
 * formula of power analysis, with Student's quantiles.
 */
public final class PowerAnalysis {

  /** Nobody runs more than this for one cell. */
  static final int MOST = 1_000;

  private static final double POWER = 0.8;

  private PowerAnalysis() {}

  /**
   * @param threshold δ, as a fraction
   * @param factor by how much the p-value is multiplied for all that the report asks
   * @return 1 to {@link #MOST}; empty if not even that many would do, because the ratio lies too
   *     near to the threshold itself
   */
  public static OptionalInt estimate(Sample base, Sample other, double threshold, int factor) {
    if (!decides(base, other, threshold, factor, MOST)) {
      return OptionalInt.empty();
    }
    // More forks never decide less: the error and the quantiles all fall.
    int tooFew = 0;
    int enough = MOST;
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
      Sample base, Sample other, double threshold, int factor, int more) {
    double log = Math.abs(Ratio.log(base, other));
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
    double corrected = 1 - Verdict.SIGNIFICANCE / (2.0 * factor);
    return clear && log >= (Welch.quantile(corrected, then.degrees()) + power) * then.error();
  }

  private static Welch.Part grown(Sample sample, int more) {
    int forks = sample.forks() + more;
    return new Welch.Part(sample.logVariance() * sample.forks() / forks, forks - 1);
  }
}
