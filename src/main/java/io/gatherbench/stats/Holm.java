package io.gatherbench.stats;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Holm's correction for many tests: Scandinavian Journal of Statistics 6 (1979), 65–70. Of all
 * cells of a report in which nothing has changed, one or more is called changed with a probability
 * of at most the level.
 */
public final class Holm {

  /** The level: the probability that something is called changed where nothing has. */
  public static final double LEVEL = 0.05;

  private Holm() {}

  /**
   * Returns the adjusted p-values, in their order. With p sorted, each is the greatest so far of (m
   * − rank + 1)·p, at most 1.
   *
   * @param m number of tests, more than p-values where tests were chosen by what they gave, as
   *     those with the best of several are
   */
  public static double[] adjust(int m, double... p) {
    double[] adjusted = new double[p.length];
    double greatest = 0;
    for (int i : order(p)) {
      greatest = Math.max(greatest, Math.min(1, m-- * p[i]));
      adjusted[i] = greatest;
    }
    return adjusted;
  }

  /** Returns the factor of each p-value: m for the smallest, one less for each that follows. */
  public static int[] factors(int m, double... p) {
    int[] factors = new int[p.length];
    for (int i : order(p)) {
      factors[i] = m--;
    }
    return factors;
  }

  private static Integer[] order(double... p) {
    Integer[] order = new Integer[p.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> p[i]));
    return order;
  }
}
