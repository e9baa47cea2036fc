package io.gatherbench.first;

import io.gatherbench.results.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The events of a process in their order, the first answer and then gathers, each with the time
 * since the start and the processor time until then, both in ms. Not thread-safe.
 */
final class EventTimes {

  /** Gathers of a running median. */
  static final int WINDOW = 5;

  /** How far a running median may be from the settled value. */
  static final double TOLERANCE = 0.1;

  /** Number of running medians in a row, of which {@link #MOST_FAR} may be further away. */
  private static final int STRETCH = 100;

  private static final int MOST_FAR = 20;

  /** The settled value is the median over this share of the gathers, the last ones. */
  private static final double SETTLED_SHARE = 0.25;

  private static final int FEWEST = (int) (WINDOW / SETTLED_SHARE);

  private final List<Double> millis = new ArrayList<>();
  private final List<Double> cpuMillis = new ArrayList<>();

  /** Adds an event; {@code cpu} is NaN where the system does not tell. */
  void add(double time, double cpu) {
    millis.add(time);
    cpuMillis.add(cpu);
  }

  /** Returns the number of whole gathers. */
  int gathers() {
    return Math.max(0, millis.size() - 1);
  }

  /** Returns the metrics of the start, and those of settling unless there were too few gathers. */
  Map<Metric, Double> metrics() {
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    put(metrics, 0, Metric.FIRST_ANSWER, Metric.CPU_UNTIL_ANSWER);
    put(metrics, 1, Metric.FIRST_GATHER, Metric.CPU_UNTIL_GATHER);
    if (gathers() >= FEWEST) {
      double[] times = times();
      double settled = settledMillis(times);
      metrics.put(Metric.SETTLED_GATHER, settled);
      // Event 0 is the answer.
      settledFrom(times, settled)
          .ifPresent(
              gather -> put(metrics, gather + 1, Metric.SETTLED_AFTER, Metric.CPU_UNTIL_SETTLED));
    }
    return metrics;
  }

  private void put(Map<Metric, Double> metrics, int event, Metric time, Metric cpu) {
    metrics.put(time, millis.get(event));
    if (!Double.isNaN(cpuMillis.get(event))) {
      metrics.put(cpu, cpuMillis.get(event));
    }
  }

  /** Returns the time of each gather. */
  private double[] times() {
    double[] times = new double[gathers()];
    for (int i = 0; i < times.length; i++) {
      times[i] = millis.get(i + 1) - millis.get(i);
    }
    return times;
  }

  /** Returns the median of the last gathers. */
  static double settledMillis(double[] times) {
    int count = (int) Math.ceil(SETTLED_SHARE * times.length);
    return StatUtils.percentile(times, times.length - count, count, 50);
  }

  /**
   * Returns the gather from whose end on the running median of the last five stays within a tenth
   * of the settled value, but for a fifth of any hundred in a row, or of as many as there are to
   * the end, and five at least: of gathers that have settled, three slow ones in five are not rare.
   * Empty if it does so only where the settled value is from.
   */
  static OptionalInt settledFrom(double[] times, double settled) {
    boolean[] far = new boolean[times.length + STRETCH];
    int from = times.length;
    int farInStretch = 0;
    for (int last = times.length - 1; last >= WINDOW - 1; last--) {
      double median = StatUtils.percentile(times, last - WINDOW + 1, WINDOW, 50);
      far[last] = Math.abs(median / settled - 1) > TOLERANCE;
      farInStretch += (far[last] ? 1 : 0) - (far[last + STRETCH] ? 1 : 0);
      int most = (times.length - last) * MOST_FAR / STRETCH;
      if (farInStretch > Math.max(WINDOW, Math.min(MOST_FAR, most))) {
        break;
      }
      from = far[last] ? from : last;
    }
    return from < (1 - SETTLED_SHARE) * times.length ? OptionalInt.of(from) : OptionalInt.empty();
  }
}
