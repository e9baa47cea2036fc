package io.gatherbench.stats;

import java.util.List;

/**
 * How many times another sample's mean is the base's, with its 95 % interval.
 *
 * <p>Of fork means a and b, L = ln(mean b / mean a) has by the delta method the variance va + vb,
 * with v = s²/(n·mean²), and is judged by {@link Welch}. The interval is exp(L ± t·√(va + vb)).
 *
 * @param value the ratio of the means
 * @param low the interval's lower end; NaN where a side has but one fork
 * @param high the interval's upper end, likewise
 * @param p two-sided p-value of the ratio being 1, likewise
 */
public record Ratio(double value, double low, double high, double p) {

  /** The level of intervals. */
  static final double LEVEL = 0.95;

  /** The ratio of two samples' means. */
  public static Ratio of(Sample base, Sample other) {
    double log = log(base, other);
    if (base.forks() < 2 || other.forks() < 2) {
      return new Ratio(Math.exp(log), Double.NaN, Double.NaN, Double.NaN);
    }
    return of(Welch.of(log, part(base), part(other)));
  }

  /** A pair of samples. */
  public record Pair(Sample base, Sample other) {}

  /**
   * The geometric mean of several ratios, exp(mean L). Its variance is the sum of theirs over k²,
   * for cells are independent of each other: each has forks of its own.
   *
   * @param pairs at least one; without an interval if a sample has but one fork
   */
  public static Ratio geometricMean(List<Pair> pairs) {
    double logs = 0;
    double k = pairs.size();
    Welch.Part[] parts = new Welch.Part[2 * pairs.size()];
    boolean interval = true;
    for (int i = 0; i < pairs.size(); i++) {
      Sample base = pairs.get(i).base();
      Sample other = pairs.get(i).other();
      logs += log(base, other);
      interval &= base.forks() > 1 && other.forks() > 1;
      parts[2 * i] = new Welch.Part(base.logVariance() / (k * k), base.forks() - 1);
      parts[2 * i + 1] = new Welch.Part(other.logVariance() / (k * k), other.forks() - 1);
    }
    return interval
        ? of(Welch.of(logs / k, parts))
        : new Ratio(Math.exp(logs / k), Double.NaN, Double.NaN, Double.NaN);
  }

  /** Whether there is an interval. */
  public boolean hasInterval() {
    return !Double.isNaN(low);
  }

  static double log(Sample base, Sample other) {
    return Math.log(other.mean() / base.mean());
  }

  private static Welch.Part part(Sample sample) {
    return new Welch.Part(sample.logVariance(), sample.forks() - 1);
  }

  private static Ratio of(Welch welch) {
    double reach = welch.reach(LEVEL);
    return new Ratio(
        Math.exp(welch.estimate()),
        Math.exp(welch.estimate() - reach),
        Math.exp(welch.estimate() + reach),
        welch.p());
  }
}
