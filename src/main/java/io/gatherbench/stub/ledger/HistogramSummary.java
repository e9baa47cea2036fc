package io.gatherbench.stub.ledger;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How times are spread. Times in nanoseconds, exact to a thousandth. Immutable.
 *
 * @param count how many times were recorded
 * @param mean their mean
 * @param p50 the median
 * @param p90 nine tenths were no longer than this
 * @param p99 99 of 100 were no longer than this
 * @param p999 999 of 1,000 were no longer than this
 * @param max the longest
 * @param buckets how many there were up to each power of two; empty buckets are left out
 */
public record HistogramSummary(
    long count,
    double mean,
    long p50,
    long p90,
    long p99,
    long p999,
    long max,
    List<Bucket> buckets) {

  /**
   * Times longer than the bucket before, and no longer than {@code upTo}.
   *
   * @param upTo the longest, in nanoseconds
   * @param count how many
   */
  public record Bucket(long upTo, long count) {}

  private static final long FIRST_BUCKET = 1 << 10;

  static HistogramSummary of(Histogram histogram) {
    if (histogram.getTotalCount() == 0) {
      return new HistogramSummary(0, 0, 0, 0, 0, 0, 0, List.of());
    }
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

  JsonObject toJson() {
    JsonArray counts = new JsonArray();
    buckets.forEach(
        b -> counts.add(new JsonObject().put("upTo", b.upTo()).put("count", b.count())));
    return new JsonObject()
        .put("count", count)
        .put("mean", mean)
        .put("p50", p50)
        .put("p90", p90)
        .put("p99", p99)
        .put("p999", p999)
        .put("max", max)
        .put("buckets", counts);
  }

  static HistogramSummary fromJson(JsonObject json) {
    List<Bucket> buckets =
        json.getJsonArray("buckets").stream()
            .map(JsonObject.class::cast)
            .map(bucket -> new Bucket(bucket.getLong("upTo"), bucket.getLong("count")))
            .toList();
    return new HistogramSummary(
        json.getLong("count"),
        json.getDouble("mean"),
        json.getLong("p50"),
        json.getLong("p90"),
        json.getLong("p99"),
        json.getLong("p999"),
        json.getLong("max"),
        buckets);
  }
}
