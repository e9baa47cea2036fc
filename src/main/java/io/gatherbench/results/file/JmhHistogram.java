package io.gatherbench.results.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** The times of an iteration in JMH's mode {@code sample}, each with how often it was seen. */
final class JmhHistogram {

  private final TreeMap<Double, Long> counts = new TreeMap<>();
  private long total;

  /** Reads pairs of a time and its count; throws {@code IllegalArgumentException} for others. */
  static JmhHistogram of(JsonNode pairs) {
    JmhHistogram histogram = new JmhHistogram();
    for (JsonNode pair : pairs) {
      long count = (long) JmhNumber.of(pair.path(1));
      if (count < 1) {
        throw new IllegalArgumentException(pair + " is no time with its count");
      }
      histogram.counts.merge(JmhNumber.of(pair.path(0)), count, Long::sum);
      histogram.total += count;
    }
    return histogram;
  }

  /** Returns the number of times. */
  long count() {
    return total;
  }

  /** Returns the mean; NaN without times. */
  double mean() {
    double sum = 0;
    for (Map.Entry<Double, Long> time : counts.entrySet()) {
      sum += time.getKey() * time.getValue();
    }
    return sum / total;
  }

  /** Returns a percentile as JMH works it out, between two neighbours; NaN without times. */
  double percentile(double rank) {
    double position = rank * (total + 1) / 100;
    double floor = Math.floor(position);
    double lower = at((long) floor);
    return lower + (at((long) floor + 1) - lower) * (position - floor);
  }

  /** Returns the time at a place of the sorted times, from 1; the nearest one beyond the ends. */
  private double at(long place) {
    long seen = 0;
    double last = Double.NaN;
    for (Map.Entry<Double, Long> time : counts.entrySet()) {
      seen += time.getValue();
      last = time.getKey();
      if (seen >= place) {
        return last;
      }
    }
    return last;
  }
}
