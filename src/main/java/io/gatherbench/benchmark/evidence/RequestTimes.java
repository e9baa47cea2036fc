package io.gatherbench.benchmark.evidence;

import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.decorator.TimedClientOpener;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long the single requests of an iteration took, to a thousandth. A time costs two looks at the
 * clock and a few atomic additions. Thread-safe.
 */
public final class RequestTimes {

  private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

  private final Histogram nanos = new ConcurrentHistogram(1, LONGEST, 3);

  /** Clients whose requests are timed here; the same clients if nobody counts costs. */
  public ClientOpener around(ClientOpener clients) {
    return Costs.counted() ? new TimedClientOpener(clients, this::add) : clients;
  }

  /** Forgets what there was. */
  void reset() {
    nanos.reset();
  }

  /** Adds what there is to a certificate; nothing if no request was timed. */
  void addTo(Evidence certificate) {
    if (nanos.getTotalCount() > 0) {
      certificate
          .with(WorkMetric.REQUEST_P50, nanos.getValueAtPercentile(50) / 1e6)
          .with(WorkMetric.REQUEST_P99, nanos.getValueAtPercentile(99) / 1e6)
          .with(WorkMetric.REQUEST_MAX, nanos.getMaxValue() / 1e6);
    }
  }

  /** Adds the time of one request, in nanoseconds. */
  public void add(long time) {
    nanos.recordValue(Math.min(time, LONGEST));
  }
}
