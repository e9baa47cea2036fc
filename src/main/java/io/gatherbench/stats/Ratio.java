package io.gatherbench.stats;

import java.util.List;

/**
 * The ratio of another estimate to a base, with its 95 % interval.
 *
 * <p>The ratio is the quotient of two geometric means over forks. L = ln of it is a mean of
 * differences where the forks of both sides were measured in pairs, else a difference of two means
 * whose variances s²/n add up. The interval is exp(L ± c·se), se being the standard error of L, and
 * c the 97.5 % quantile of Student's distribution, or the wider one of {@link SequentialBounds}.
 *
 * @param value the quotient
 * @param low the interval's lower end; NaN where it is unknown, because a side has but one fork
 * @param high the interval's upper end; NaN where {@code low} is
 * @param p two-sided p-value of the ratio being 1; NaN where {@code low} is
 * @param contrast what the interval was made of
 */
public record Ratio(double value, double low, double high, double p, Contrast contrast) {

  /** The level of intervals. */
  static final double LEVEL = 0.95;

  /** Pairing pays from this number of complete rounds: with fewer the degrees of freedom lack. */
  private static final int PAIRS = 6;

  /** Pairing pays if it leaves this share of the forks. */
  private static final double SHARE = 0.7;

  /** Returns the ratio of two independent estimates. */
  public static Ratio of(Estimate base, Estimate other) {
    return of(other.value() / base.value(), Contrast.unpaired(base, other));
  }

  /**
   * Returns the ratio of values that were measured in pairs.
   *
   * @param base positive, at least two
   * @param other the other of each pair, positive
   */
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
   * Returns the geometric mean of the ratios of k cells, exp(mean L). Its variance is the sum of
   * theirs over k², for cells are independent of each other: each has forks of its own.
   *
   * @param ratios at least one; without an interval if one of them has none
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
