package io.gatherbench.benchmark.evidence;

import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.decorator.TimedClientOpener;
import io.gatherbench.results.Metric;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Times of the single requests of an iteration, exact to a thousandth. Thread-safe. A time costs
 * two readings of the clock and a few atomic additions.
 */
public final class RequestTimes {

  private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

  private final Histogram nanos = new ConcurrentHistogram(1, LONGEST, 3);

  /** Returns clients whose requests are timed here; the same clients if no costs are collected. */
  public ClientOpener around(ClientOpener clients) {
    return IterationProfiler.costsAreCollected()
        ? new TimedClientOpener(clients, this::add)
        : clients;
  }

  /** Adds the time of one request, in nanoseconds. */
  public void add(long time) {
    nanos.recordValue(Math.min(time, LONGEST));
  }

  void reset() {
    nanos.reset();
  }

  void addTo(Evidence evidence) {
    if (nanos.getTotalCount() > 0) {
      evidence
          .with(Metric.REQUEST_P50, nanos.getValueAtPercentile(50) / 1e6)
          .with(Metric.REQUEST_P99, nanos.getValueAtPercentile(99) / 1e6)
          .with(Metric.REQUEST_MAX, nanos.getMaxValue() / 1e6);
    }
  }
}
