package io.gatherbench.stub.ledger;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** A distribution of times in nanoseconds, exact to a thousandth, with its filled buckets. */
public record HistogramSummary(
    long count,
    double mean,
    long p50,
    long p90,
    long p99,
    long p999,
    long max,
    List<Bucket> buckets) {

  /** The count of times from {@code upTo / 2}, or 0, to {@code upTo}, excluded, in nanoseconds. */
  public record Bucket(long upTo, long count) {}

  private static final long FIRST_BUCKET = 1 << 10;

  static HistogramSummary of(Histogram histogram) {
    List<Bucket> buckets = new ArrayList<>();
    long from = 0;
    for (long upTo = FIRST_BUCKET; from <= histogram.getMaxValue(); upTo *= 2) {
      long count = histogram.getCountBetweenValues(from, upTo - 1);
      if (count > 0) {
        buckets.add(new Bucket(upTo, count));
      }
      from = upTo;
    }
    return new HistogramSummary(
        histogram.getTotalCount(),
        Math.rint(histogram.getMean()),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(90),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getMaxValue(),
        List.copyOf(buckets));
  }
}
