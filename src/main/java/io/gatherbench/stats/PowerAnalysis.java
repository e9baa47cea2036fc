package io.gatherbench.stats;

import java.util.OptionalInt;

/**
 * The number of further forks that would decide an undecided cell with a probability of 80 %. Its
 * ratio and spread are taken to stay as they are.
 *
 * <p>With m more forks on each side let e be the standard error, F Student's distribution and c its
 * 97.5 % quantile. Where L, the logarithm of the ratio, lies beyond lim = ln(1 + δ), a verdict is
 * likely once |L| − lim ≥ (c + t₀.₈₀)·e. Where it lies within, the interval must fit in between:
 * F((lim − L)/e − c) − F(c − (lim + L)/e) ≥ 0.8.
 *
 * <p>From five forks the spread is known so poorly that the number may be off by a factor of 3.
 */
public final class PowerAnalysis {

  /** Upper limit of the search. */
  static final int LIMIT = 1_000;

  private static final double POWER = 0.8;

  private PowerAnalysis() {}

  /**
   * Returns the number of further forks on each side, from 1 to {@link #LIMIT}; empty if more are
   * needed.
   *
   * @param ratio with an interval
   * @param threshold δ, as a fraction
   * @param factor by how much Holm's correction multiplies the p-value
   */
  public static OptionalInt estimate(Ratio ratio, double threshold, int factor) {
    double limit = Math.log1p(threshold);
    if (!decides(ratio.contrast().grown(LIMIT), limit, factor)) {
      return OptionalInt.empty();
    }
    // More forks never decide less: the error and the quantiles all fall.
    int tooFew = 0;
    int enough = LIMIT;
    while (enough - tooFew > 1) {
      int middle = (tooFew + enough) / 2;
      if (decides(ratio.contrast().grown(middle), limit, factor)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return OptionalInt.of(enough);
  }

  private static boolean decides(Contrast then, double limit, int factor) {
    double log = Math.abs(then.estimate());
    double error = then.error();
    if (error == 0) {
      return log != limit;
    }
    double c = Contrast.quantile(0.5 + Ratio.LEVEL / 2, then.degrees());
    if (log <= limit) {
      double below = Contrast.cumulative((limit - log) / error - c, then.degrees());
      return below - Contrast.cumulative(c - (limit + log) / error, then.degrees()) >= POWER;
    }
    double power = Contrast.quantile(POWER, then.degrees());
    double corrected = Contrast.quantile(1 - Holm.LEVEL / (2.0 * factor), then.degrees());
    return log - limit >= (c + power) * error && log >= (corrected + power) * error;
  }
}
