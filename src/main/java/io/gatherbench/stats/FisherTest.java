package io.gatherbench.stats;

import org.apache.commons.math3.distribution.HypergeometricDistribution;

/** Fisher's exact test of two shares: Journal of the Royal Statistical Society 85 (1922), 87–94. */
public final class FisherTest {

  /** Probabilities this close to each other, as a factor, are equal but for rounding; as in R. */
  private static final double ROUNDING = 1 + 1e-7;

  private FisherTest() {}

  /**
   * Returns the two-sided p-value of the shares being the same. That is the probability of all
   * tables with the same sums that are no more likely than this one.
   */
  public static double p(int hits, int size, int otherHits, int otherSize) {
    if (size + otherSize == 0) {
      return 1;
    }
    HypergeometricDistribution tables =
        new HypergeometricDistribution(null, size + otherSize, hits + otherHits, size);
    double likely = tables.probability(hits) * ROUNDING;
    double sum = 0;
    for (int k = tables.getSupportLowerBound(); k <= tables.getSupportUpperBound(); k++) {
      double probability = tables.probability(k);
      sum += probability <= likely ? probability : 0;
    }
    return Math.min(1, sum);
  }
}
