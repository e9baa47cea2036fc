package io.gatherbench.stats;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A positive quantity as a set of forks gives it: its geometric mean with a 95 % interval.
 *
 * <p>With x = ln of each fork's value, n forks, mean m and standard deviation s, the value is
 * exp(m) and the interval exp(m ± t·s/√n), t being the 97.5 % quantile of Student's distribution
 * with n − 1 degrees of freedom. The scale is logarithmic because times differ by factors. A single
 * fork has no interval: both ends equal the value.
 *
 * @param deviation standard deviation of the forks' logarithms, with n − 1; 0 for a single fork
 */
public record Estimate(int forks, double value, double low, double high, double deviation) {

  private static final double UPPER_QUANTILE = 0.975;

  /** Estimates from one value a fork; throws if none is given or one is not positive and finite. */
  public static Estimate of(double... values) {
    int n = values.length;
    if (n == 0) {
      throw new IllegalArgumentException("no fork");
    }
    double sum = 0;
    for (double value : values) {
      if (!(value > 0) || Double.isInfinite(value)) {
        throw new IllegalArgumentException(value + " is not positive");
      }
      sum += Math.log(value);
    }
    if (n == 1) {
      return new Estimate(1, values[0], values[0], values[0], 0);
    }
    double mean = sum / n;
    double squares = 0;
    for (double value : values) {
      squares += Math.pow(Math.log(value) - mean, 2);
    }
    double deviation = Math.sqrt(squares / (n - 1));
    double quantile = new TDistribution(n - 1).inverseCumulativeProbability(UPPER_QUANTILE);
    double reach = quantile * deviation / Math.sqrt(n);
    return new Estimate(
        n, Math.exp(mean), Math.exp(mean - reach), Math.exp(mean + reach), deviation);
  }

  /**
   * Estimates by the arithmetic mean, from one value a fork, 0 or more: where one is 0 there is no
   * geometric mean. Interval and deviation are those of the values; the interval ends at 0.
   */
  public static Estimate arithmetic(double... values) {
    int n = values.length;
    double mean = StatUtils.mean(values);
    if (n < 2) {
      return new Estimate(n, mean, mean, mean, 0);
    }
    double deviation = Math.sqrt(StatUtils.variance(values));
    double quantile = new TDistribution(n - 1).inverseCumulativeProbability(UPPER_QUANTILE);
    double reach = quantile * deviation / Math.sqrt(n);
    return new Estimate(n, mean, Math.max(0, mean - reach), mean + reach, deviation);
  }

  /** Returns how far the interval reaches above the value, as a share of it; 0 of a 0. */
  public double reach() {
    return value == 0 ? 0 : high / value - 1;
  }

  /** Tells whether there is an interval. */
  public boolean hasInterval() {
    return forks > 1;
  }

  /** Returns the variance of the mean of the logarithms, or of the arithmetic mean. */
  Contrast.Part part() {
    return new Contrast.Part(deviation * deviation / forks, forks - 1);
  }
}
