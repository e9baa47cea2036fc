package io.gatherbench.benchmark.load;

import io.gatherbench.benchmark.evidence.Evidence;
import io.gatherbench.results.Metric;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Times of a schedule's requests, in nanoseconds, exact to a thousandth. Thread-safe. */
final class LoadTimes {

  private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

  /** A percentile q is shown from this number of values divided by 1 − q. */
  private static final int LEAST_BEYOND = 10;

  private final Histogram response = new ConcurrentHistogram(1, LONGEST, 3);
  private final Histogram service = new ConcurrentHistogram(1, LONGEST, 3);
  private final Histogram lateness = new Histogram(1, LONGEST, 3);

  /** Adds a request's time from its intended start, and from its actual one. */
  void add(long fromIntended, long fromActual) {
    response.recordValue(Math.min(fromIntended, LONGEST));
    service.recordValue(Math.min(Math.max(0, fromActual), LONGEST));
  }

  /** Adds by how much a request was released late. Called by the releasing thread only. */
  void late(long nanos) {
    lateness.recordValue(Math.min(nanos, LONGEST));
  }

  /** Returns a percentile of the response times, 0 to 100, in ms. */
  double responseMillis(double percentile) {
    return response.getValueAtPercentile(percentile) / 1e6;
  }

  double latenessMillis(double percentile) {
    return lateness.getValueAtPercentile(percentile) / 1e6;
  }

  /** Returns the mean of the response times, in nanoseconds. */
  double responseMean() {
    return response.getMean();
  }

  void addTo(Evidence evidence) {
    evidence
        .with(Metric.RESPONSE_P50, responseMillis(50))
        .with(Metric.RESPONSE_MAX, response.getMaxValue() / 1e6)
        .with(Metric.SERVICE_P50, service.getValueAtPercentile(50) / 1e6)
        .with(Metric.SERVICE_MAX, service.getMaxValue() / 1e6)
        .with(Metric.RELEASE_LATENESS_P99, latenessMillis(99))
        .with(Metric.RELEASE_LATENESS_MAX, lateness.getMaxValue() / 1e6);
    add(evidence, 90, Metric.RESPONSE_P90, Metric.SERVICE_P90);
    add(evidence, 99, Metric.RESPONSE_P99, Metric.SERVICE_P99);
    add(evidence, 99.9, Metric.RESPONSE_P999, Metric.SERVICE_P999);
  }

  private void add(Evidence evidence, double percentile, Metric ofResponse, Metric ofService) {
    if (response.getTotalCount() * (100 - percentile) / 100 >= LEAST_BEYOND - 1e-6) {
      evidence
          .with(ofResponse, responseMillis(percentile))
          .with(ofService, service.getValueAtPercentile(percentile) / 1e6);
    }
  }
}
