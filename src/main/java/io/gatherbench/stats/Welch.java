package io.gatherbench.stats;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Inference on the sum or difference of independent estimates of unequal variances.
 *
 * <p>The estimate over its standard error √Σv is compared with Student's distribution of (Σv)² /
 * Σ(v²/f) degrees of freedom, v being each part's variance and f the degrees of freedom that it was
 * estimated with: B. L. Welch, The generalization of Student's problem when several different
 * population variances are involved, Biometrika 34 (1947), 28–35; F. E. Satterthwaite, An
 * approximate distribution of estimates of variance components, Biometrics Bulletin 2 (1946),
 * 110–114.
 *
 * @param estimate what is estimated
 * @param error its standard error, 0 or more
 * @param degrees degrees of freedom; infinite where the error is 0
 */
record Welch(double estimate, double error, double degrees) {

  /** A variance, and the degrees of freedom that it was estimated with. */
  record Part(double variance, double degrees) {}

  static Welch of(double estimate, Part... parts) {
    double variance = 0;
    double denominator = 0;
    for (Part part : parts) {
      variance += part.variance();
      denominator += part.variance() * part.variance() / part.degrees();
    }
    double degrees = denominator > 0 ? variance * variance / denominator : Double.POSITIVE_INFINITY;
    return new Welch(estimate, Math.sqrt(variance), degrees);
  }

  /**
   * Returns half the width of the interval about the estimate.
   *
   * @param level such as 0.95
   */
  double reach(double level) {
    return error == 0 ? 0 : quantile(0.5 + level / 2, degrees) * error;
  }

  /** Returns the two-sided p-value of the true value being 0. */
  double p() {
    if (error == 0) {
      return estimate == 0 ? 1 : 0;
    }
    return 2 * cumulative(-Math.abs(estimate / error), degrees);
  }

  /** Returns a quantile of Student's distribution. */
  static double quantile(double probability, double degrees) {
    return Double.isInfinite(degrees)
        ? new NormalDistribution().inverseCumulativeProbability(probability)
        : new TDistribution(degrees).inverseCumulativeProbability(probability);
  }

  private static double cumulative(double value, double degrees) {
    return Double.isInfinite(degrees)
        ? new NormalDistribution().cumulativeProbability(value)
        : new TDistribution(degrees).cumulativeProbability(value);
  }
}
