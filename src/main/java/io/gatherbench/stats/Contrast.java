package io.gatherbench.stats;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A difference of two mean logarithms, or a mean of such differences, with its standard error.
 *
 * <p>The estimate over its standard error √Σv is compared with Student's distribution of (Σv)² /
 * Σ(v²/f) degrees of freedom, v being each part's variance and f the degrees of freedom that it was
 * estimated with: B. L. Welch, Biometrika 34 (1947), 28–35; F. E. Satterthwaite, Biometrics
 * Bulletin 2 (1946), 110–114. With a single part this is Student's paired test.
 *
 * @param parts independent parts of its variance; none if that is unknown
 */
record Contrast(double estimate, List<Part> parts) {

  /** A variance of a mean, and the degrees of freedom that it was estimated with. */
  record Part(double variance, double degrees) {

    /** Returns the part with more values of the same spread. */
    Part grown(int more) {
      return new Part(variance * (degrees + 1) / (degrees + 1 + more), degrees + more);
    }
  }

  static Contrast of(double estimate, Part... parts) {
    return new Contrast(estimate, List.of(parts));
  }

  /** Returns the contrast of independent samples; of unknown variance where one is of one fork. */
  static Contrast unpaired(Estimate base, Estimate other) {
    double difference = Math.log(other.value() / base.value());
    return base.hasInterval() && other.hasInterval()
        ? of(difference, base.part(), other.part())
        : of(difference);
  }

  /** Returns the contrast of values that were measured in pairs, at least two. */
  static Contrast paired(double[] base, double[] other) {
    double[] differences = new double[base.length];
    Arrays.setAll(differences, i -> Math.log(other[i] / base[i]));
    int n = differences.length;
    return of(StatUtils.mean(differences), new Part(StatUtils.variance(differences) / n, n - 1));
  }

  /** Returns the mean of independent contrasts. */
  static Contrast mean(List<Contrast> contrasts) {
    double k = contrasts.size();
    double estimate = contrasts.stream().mapToDouble(Contrast::estimate).sum() / k;
    if (!contrasts.stream().allMatch(Contrast::hasError)) {
      return of(estimate);
    }
    return new Contrast(
        estimate,
        contrasts.stream()
            .flatMap(contrast -> contrast.parts.stream())
            .map(part -> new Part(part.variance() / (k * k), part.degrees()))
            .toList());
  }

  /** Returns the contrast with more forks on each side, if means and spread stay as they are. */
  Contrast grown(int more) {
    return new Contrast(estimate, parts.stream().map(part -> part.grown(more)).toList());
  }

  boolean hasError() {
    return !parts.isEmpty();
  }

  /** Returns the standard error, 0 or more. */
  double error() {
    return Math.sqrt(parts.stream().mapToDouble(Part::variance).sum());
  }

  /** Returns the degrees of freedom; infinite where the error is 0. */
  double degrees() {
    double variance = 0;
    double denominator = 0;
    for (Part part : parts) {
      variance += part.variance();
      denominator += part.variance() * part.variance() / part.degrees();
    }
    return denominator > 0 ? variance * variance / denominator : Double.POSITIVE_INFINITY;
  }

  /** Returns half the width of the interval of a level such as 0.95. */
  double reach(double level) {
    return error() == 0 ? 0 : quantile(0.5 + level / 2, degrees()) * error();
  }

  /** Returns the two-sided p-value of the true value being 0. */
  double p() {
    if (error() == 0) {
      return estimate == 0 ? 1 : 0;
    }
    return 2 * cumulative(-Math.abs(estimate / error()), degrees());
  }

  /** Returns a quantile of Student's distribution. */
  static double quantile(double probability, double degrees) {
    return Double.isInfinite(degrees)
        ? new NormalDistribution().inverseCumulativeProbability(probability)
        : new TDistribution(degrees).inverseCumulativeProbability(probability);
  }

  /** Returns the probability of a value up to this one, of Student's distribution. */
  static double cumulative(double value, double degrees) {
    return Double.isInfinite(degrees)
        ? new NormalDistribution().cumulativeProbability(value)
        : new TDistribution(degrees).cumulativeProbability(value);
  }
}
