package io.gatherbench.stats;

import java.util.Arrays;

/**
 * One value a fork: what is known of them together.
 *
 * @param forks how many, 1 or more
 * @param mean their mean
 * @param median their median
 * @param deviation their standard deviation, with n − 1; 0 for a single fork
 */
public record Sample(int forks, double mean, double median, double deviation) {

  /**
   * Sums up one value a fork.
   *
   * @param values positive, at least one
   * @throws IllegalArgumentException if there is none, or one is not positive
   */
  public static Sample of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no fork");
    }
    double sum = 0;
    for (double value : values) {
      if (!(value > 0) || Double.isInfinite(value)) {
        throw new IllegalArgumentException(value + " is not positive");
      }
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = values.length == 1 ? 0 : Math.sqrt(squares / (values.length - 1));
    return new Sample(values.length, mean, median(values), deviation);
  }

  /** The middle value, or the mean of the two in the middle. */
  public static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The variance of the mean's logarithm, s²/(n·mean²), by the delta method: what is small in
   * relation to the mean is as small on the logarithmic scale.
   */
  double logVariance() {
    return deviation * deviation / (forks * mean * mean);
  }
}
