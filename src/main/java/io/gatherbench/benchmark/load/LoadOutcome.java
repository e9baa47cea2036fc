package io.gatherbench.benchmark.load;

import io.gatherbench.benchmark.evidence.Evidence;
import io.gatherbench.results.Metric;
import io.gatherbench.results.ValidityRule;

/**
 * What became known of a schedule's requests.
 *
 * @param ends of requests, answered or failed; each has one
 * @param sent requests whose client was called
 * @param answered requests with the right response
 * @param inTime those of them that were answered before the timeout
 * @param nanos from the start to the end of the last request
 * @param stayNanos sum of the times from release to end
 * @param left requests in flight by count at the end
 * @param backlog how many more were in flight at the last arrival than half-way
 * @param releaseNanos processor time of the releasing thread outside the strategy
 */
record LoadOutcome(
    int arrivals,
    long ends,
    long sent,
    long answered,
    long inTime,
    long nanos,
    long stayNanos,
    InFlightSamples inFlight,
    long left,
    long backlog,
    long releaseNanos,
    long[] instants,
    LoadTimes times) {

  double failedPercent() {
    return 100.0 * (arrivals - inTime) / arrivals;
  }

  double backlogPercent() {
    return 100.0 * backlog / Math.max(1, arrivals - arrivals / 2);
  }

  /**
   * Tells whether answers kept up with arrivals, at most 1 % failed, the thread that releases them
   * kept up as well, and a percentile of the response times is within a limit. A few late releases
   * do not matter here: others on the machine cause them at any rate.
   */
  boolean isSustained(double percentile, double mostMillis) {
    return !ValidityRule.outran(backlogPercent(), arrivals)
        && failedPercent() <= ValidityRule.MOST_FAILED_PERCENT
        && !ValidityRule.isLate(times.latenessMillis(50), times.responseMillis(50))
        && times.responseMillis(percentile) <= mostMillis;
  }

  void addTo(Evidence evidence) {
    times.addTo(evidence);
    evidence
        .with(Metric.REQUESTS_ARRIVED, arrivals)
        .with(Metric.REQUESTS_ENDED, ends)
        .with(Metric.FAILED_SHARE, failedPercent())
        .with(Metric.BACKLOG_SHARE, backlogPercent())
        .with(Metric.OUTSTANDING_MEAN, inFlight.mean())
        .with(Metric.OUTSTANDING_ERROR, inFlight.error())
        .with(Metric.OUTSTANDING_EXPECTED, (double) stayNanos / nanos)
        .with(Metric.OUTSTANDING_LEFT, left)
        .with(Metric.OUTSTANDING_PEAK, inFlight.peak())
        .with(Metric.RELEASE_CPU_PER_REQUEST, releaseNanos / 1e3 / arrivals);
  }
}
