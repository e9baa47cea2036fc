package io.gatherbench.run.record;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;

/**
 * Tells whether a fork's iterations show a trend or a change of level. Not thread-safe.
 *
 * <p>Of the logarithms of the scores, the statistic is the largest of |t| of a straight line and of
 * the |t|s between the iterations before and after each possible break, with one common variance.
 * Its distribution for scores that only scatter depends on their number alone, and is simulated,
 * with a set seed. A fork is unsettled where chance alone would come so far in at most 1 of 100
 * forks, and the change is more than 2 %. With few iterations only a change that is large beside
 * their scatter can show: a fork that is not called unsettled is not proved settled.
 */
final class SteadyState {

  /** Least number of iterations that can be judged. */
  static final int FEWEST = 4;

  private static final double FALSE_ALARMS = 0.01;
  private static final double LEAST_CHANGE = 0.02;
  private static final int SIMULATIONS = 50_000;
  private static final int SEED = 1;

  /** Standard deviations below this are due to rounding. */
  private static final double LEAST_DEVIATION = 1e-6;

  private final Map<Integer, Double> criticalByCount = new HashMap<>();

  private record Change(double t, double size, int settledAfter) {}

  /** Returns the least number of missing warm-up iterations; empty if there are too few to tell. */
  Optional<Integer> missingIterations(double[] scores) {
    if (scores.length < FEWEST) {
      return Optional.empty();
    }
    double[] logarithms = Arrays.stream(scores).map(Math::log).toArray();
    Change change = strongest(logarithms);
    double critical = criticalByCount.computeIfAbsent(scores.length, SteadyState::critical);
    boolean settled = change.t <= critical || change.size < Math.log1p(LEAST_CHANGE);
    return Optional.of(settled ? 0 : change.settledAfter);
  }

  private static double critical(int count) {
    Random random = new Random(SEED);
    double[] strongest = new double[SIMULATIONS];
    for (int i = 0; i < SIMULATIONS; i++) {
      strongest[i] =
          strongest(DoubleStream.generate(random::nextGaussian).limit(count).toArray()).t;
    }
    Arrays.sort(strongest);
    return strongest[(int) Math.ceil(SIMULATIONS * (1 - FALSE_ALARMS)) - 1];
  }

  private static Change strongest(double[] x) {
    Change strongest = trend(x);
    for (int before = 1; before < x.length; before++) {
      Change shift = shift(x, before);
      strongest = shift.t > strongest.t ? shift : strongest;
    }
    return strongest;
  }

  /** Welch would need two on each side; with a common variance one is enough. */
  private static Change shift(double[] x, int before) {
    int after = x.length - before;
    double first = Arrays.stream(x, 0, before).sum() / before;
    double second = Arrays.stream(x, before, x.length).sum() / after;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      squares += Math.pow(x[i] - (i < before ? first : second), 2);
    }
    double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(squares / (x.length - 2)));
    double size = Math.abs(second - first);
    return new Change(size / (deviation * Math.sqrt(1.0 / before + 1.0 / after)), size, before);
  }

  /** A straight line does not say when it ends: as many iterations more, at least. */
  private static Change trend(double[] x) {
    int n = x.length;
    double middle = (n - 1) / 2.0;
    double mean = Arrays.stream(x).sum() / n;
    double across = 0;
    double along = 0;
    for (int i = 0; i < n; i++) {
      across += (i - middle) * (x[i] - mean);
      along += (i - middle) * (i - middle);
    }
    double slope = across / along;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      squares += Math.pow(x[i] - mean - slope * (i - middle), 2);
    }
    double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(squares / (n - 2)));
    double size = Math.abs(slope) * (n - 1);
    return new Change(Math.abs(slope) * Math.sqrt(along) / deviation, size, n);
  }
}
