package io.gatherbench.stats;

import java.util.List;

/**
 * The ratio of another estimate to a base, with its 95 % interval.
 *
 * <p>The ratio is the quotient of the two values. L = ln of it is the difference of two means of
 * logarithms, whose variances s²/n add up, and is judged by {@link Welch}. The interval is exp(L ±
 * t·√(va + vb)).
 *
 * @param value the quotient
 * @param low the interval's lower end; NaN where a side has but one fork
 * @param high the interval's upper end; NaN where {@code low} is
 * @param p two-sided p-value of the ratio being 1; NaN where {@code low} is
 */
public record Ratio(double value, double low, double high, double p) {

  /** The level of intervals. */
  static final double LEVEL = 0.95;

  /** Returns the ratio of two estimates. */
  public static Ratio of(Estimate base, Estimate other) {
    return geometricMean(List.of(new Pair(base, other)));
  }

  /** Returns a ratio without an interval. */
  public static Ratio exactly(double value) {
    return new Ratio(value, Double.NaN, Double.NaN, Double.NaN);
  }

  /** A pair of estimates. */
  public record Pair(Estimate base, Estimate other) {

    double ratio() {
      return other.value() / base.value();
    }
  }

  /**
   * Returns the geometric mean of several ratios, exp(mean L). Its variance is the sum of theirs
   * over k², for cells are independent of each other: each has forks of its own.
   *
   * @param pairs at least one; without an interval if an estimate has but one fork
   */
  public static Ratio geometricMean(List<Pair> pairs) {
    int k = pairs.size();
    double logs = 0;
    Welch.Part[] parts = new Welch.Part[2 * k];
    for (int i = 0; i < k; i++) {
      logs += Math.log(pairs.get(i).ratio());
      parts[2 * i] = part(pairs.get(i).base(), k);
      parts[2 * i + 1] = part(pairs.get(i).other(), k);
    }
    double value = k == 1 ? pairs.get(0).ratio() : Math.exp(logs / k);
    if (!pairs.stream().allMatch(pair -> pair.base.hasInterval() && pair.other.hasInterval())) {
      return exactly(value);
    }
    Welch welch = Welch.of(logs / k, parts);
    double reach = Math.exp(welch.reach(LEVEL));
    return new Ratio(value, value / reach, value * reach, welch.p());
  }

  /** Tells whether there is an interval. */
  public boolean hasInterval() {
    return !Double.isNaN(low);
  }

  private static Welch.Part part(Estimate estimate, int k) {
    return new Welch.Part(estimate.logVariance() / (k * k), estimate.forks() - 1);
  }
}
