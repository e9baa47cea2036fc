package io.gatherbench.stats;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Bounds, in standard errors, of ratios that are looked at after each round until there is a
 * verdict. Fixed intervals would give a false verdict in one of four reports.
 *
 * <p>The first look is at round 6, the last at round N, which is fixed before the first fork. Up to
 * round n the error α*(n) = 0.85·α·(n/N)² is spent: K. K. G. Lan, D. L. DeMets, Biometrika 70
 * (1983), 659–663. The bounds z of a random walk S of standard normals, with Z = S/√n, satisfy
 * P(|Z_j| &lt; z_j for 6 ≤ j &lt; n, |Z_n| ≥ z_n) = α*(n) − α*(n − 1), and Student's quantile of
 * the same tail, with n − 1 degrees of freedom, takes the place of z. The factor 0.85 absorbs by
 * how much Student's looks exceed those of normals. Immutable.
 */
public final class SequentialBounds {

  /** The round of the first look. */
  public static final int FIRST = 6;

  private static final double SPENT = 0.85;

  /** Intervals of Simpson's rule over the range in which the walk goes on; even. */
  private static final int STEPS = 256;

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private final double[] reach;

  /** Works out the bounds up to round N, with a probability α of a false verdict over all looks. */
  public SequentialBounds(int last, double alpha) {
    reach = new double[last + 1];
    double[] density = null;
    double bound = 0;
    for (int n = FIRST; n <= last; n++) {
      double spend = spent(n, last, alpha) - (n == FIRST ? 0 : spent(n - 1, last, alpha));
      double before = bound;
      double[] walk = density;
      bound =
          n == FIRST
              ? -NORMAL.inverseCumulativeProbability(spend / 2) * Math.sqrt(n)
              : new BrentSolver(1e-9)
                  .solve(200, b -> crossing(walk, before, b) - spend, 0, before + 40);
      density = n == FIRST ? first(bound) : next(walk, before, bound);
      double tail = NORMAL.cumulativeProbability(-bound / Math.sqrt(n));
      reach[n] = -Contrast.quantile(tail, n - 1);
    }
  }

  /** Returns c, the number of standard errors, after a round from {@link #FIRST} to the last. */
  public double reach(int round) {
    return reach[round];
  }

  private static double spent(int n, int last, double alpha) {
    return SPENT * alpha * n * n / ((double) last * last);
  }

  /** Returns the density of the sum of the first values, on a grid from −bound to bound. */
  private static double[] first(double bound) {
    NormalDistribution sum = new NormalDistribution(null, 0, Math.sqrt(FIRST));
    double[] density = new double[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      density[i] = sum.density(at(i, bound));
    }
    return density;
  }

  /** Returns the density after one more value, of walks that had not crossed the bound before. */
  private static double[] next(double[] walk, double before, double bound) {
    double[] density = new double[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      double x = at(i, bound);
      density[i] = integral(walk, before, s -> NORMAL.density(x - s));
    }
    return density;
  }

  /** Returns the probability that the next value takes the walk beyond a bound. */
  private static double crossing(double[] walk, double before, double bound) {
    return integral(
        walk,
        before,
        s -> NORMAL.cumulativeProbability(s - bound) + NORMAL.cumulativeProbability(-bound - s));
  }

  /** Returns the integral of a density times a function, by Simpson's rule. */
  private static double integral(double[] density, double bound, DoubleUnaryOperator function) {
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      int weight = i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * density[i] * function.applyAsDouble(at(i, bound));
    }
    return sum * 2 * bound / STEPS / 3;
  }

  private static double at(int i, double bound) {
    return bound * (2.0 * i / STEPS - 1);
  }
}
