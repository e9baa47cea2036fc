package io.gatherbench.stats;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * What a set of forks says of a positive quantity: its geometric mean with a 95 % interval.
 *
 * <p>With x = ln of each fork's value, n forks, mean m and standard deviation s, the interval is
 * exp(m ± t·s/√n), t being the 97.5 % quantile of Student's distribution with n − 1 degrees of
 * freedom: the usual interval, on the logarithmic scale, because times differ by factors.
 *
 * @param forks how many forks, 1 or more
 * @param value the geometric mean
 * @param low the interval's lower end; equal to {@code value} for a single fork, which has none
 * @param high the interval's upper end, likewise
 */
public record Estimate(int forks, double value, double low, double high) {

  private static final double UPPER_QUANTILE = 0.975;

  /**
   * Estimates from one value a fork.
   *
   * @param values positive, at least one
   * @throws IllegalArgumentException if there is none, or one is not positive
   */
  public static Estimate of(double... values) {
    int n = values.length;
    if (n == 0) {
      throw new IllegalArgumentException("no fork");
    }
    double sum = 0;
    for (double value : values) {
      if (!(value > 0)) {
        throw new IllegalArgumentException(value + " is not positive");
      }
      sum += Math.log(value);
    }
    double mean = sum / n;
    if (n == 1) {
      return new Estimate(1, values[0], values[0], values[0]);
    }
    double squares = 0;
    for (double value : values) {
      squares += Math.pow(Math.log(value) - mean, 2);
    }
    double error = Math.sqrt(squares / (n - 1) / n);
    double reach = new TDistribution(n - 1).inverseCumulativeProbability(UPPER_QUANTILE) * error;
    return new Estimate(n, Math.exp(mean), Math.exp(mean - reach), Math.exp(mean + reach));
  }

  /** How far the interval reaches to either side, as a share of the value. */
  public double reach() {
    return Math.sqrt(high / low) - 1;
  }

  /** Whether there is an interval. */
  public boolean hasInterval() {
    return forks > 1;
  }
}
