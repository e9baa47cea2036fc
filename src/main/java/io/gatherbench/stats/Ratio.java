package io.gatherbench.stats;

import java.util.List;

/**
 * The ratio of another estimate to a base, with its 95 % interval.
 *
 * <p>L, its logarithm, is a mean of differences where the forks of both sides were measured in
 * pairs, else a difference of two means whose variances s²/n add up. The interval is exp(L ± c·se),
 * se being the standard error of L, and c the 97.5 % quantile of Student's distribution, or the
 * wider one of {@link SequentialBounds}. Where a side has but one fork, {@code low}, {@code high}
 * and {@code p} are NaN.
 *
 * @param p two-sided p-value of the ratio being 1
 */
public record Ratio(double value, double low, double high, double p, Contrast contrast) {

  static final double LEVEL = 0.95;

  /** Pairing pays from this number of complete rounds: with fewer the degrees of freedom lack. */
  private static final int PAIRS = 6;

  /** Pairing pays if it leaves this share of the forks. */
  private static final double SHARE = 0.7;

  /** Returns the ratio of two independent estimates. */
  public static Ratio of(Estimate base, Estimate other) {
    return of(other.value() / base.value(), Contrast.unpaired(base, other));
  }

  /** Returns the ratio of values that were measured in pairs; positive, at least two each. */
  public static Ratio paired(double[] base, double[] other) {
    Contrast contrast = Contrast.paired(base, other);
    return of(Math.exp(contrast.estimate()), contrast);
  }

  /**
   * Tells whether the forks of two sides are compared in pairs. It depends on their number alone:
   * rules that look at the values to choose cover the truth less often than they say.
   *
   * @param complete rounds of which both sides have a fork
   * @param fewest forks of the side that has fewer
   */
  public static boolean pairingPays(int complete, int fewest) {
    return complete >= PAIRS && complete >= SHARE * fewest;
  }

  /** Returns a ratio without an interval. */
  public static Ratio exactly(double value) {
    return of(value, Contrast.of(Math.log(value)));
  }

  /**
   * Returns the geometric mean of the ratios of k cells, exp(mean L), without an interval if one
   * has none. Its variance is the sum of theirs over k²: cells are independent, each with its own
   * forks.
   */
  public static Ratio geometricMean(List<Ratio> ratios) {
    Contrast mean = Contrast.mean(ratios.stream().map(Ratio::contrast).toList());
    return of(ratios.size() == 1 ? ratios.get(0).value() : Math.exp(mean.estimate()), mean);
  }

  private static Ratio of(double value, Contrast contrast) {
    if (!contrast.hasError()) {
      return new Ratio(value, Double.NaN, Double.NaN, Double.NaN, contrast);
    }
    double reach = Math.exp(contrast.reach(LEVEL));
    return new Ratio(value, value / reach, value * reach, contrast.p(), contrast);
  }

  /** Tells whether there is an interval. */
  public boolean hasInterval() {
    return !Double.isNaN(low);
  }

  /** Returns the same ratio with an interval of c standard errors to both sides. */
  public Ratio withReach(double c) {
    double reach = Math.exp(c * contrast.error());
    return new Ratio(value, value / reach, value * reach, p, contrast);
  }

  /** Tells whether the ratio differs from 1 by at least c standard errors. */
  public boolean isFromOne(double c) {
    return Math.abs(contrast.estimate()) >= c * contrast.error();
  }
}
