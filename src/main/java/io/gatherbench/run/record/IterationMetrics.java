package io.gatherbench.run.record;

import io.gatherbench.results.Metric;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.util.Statistics;

/** Reads an iteration's metrics from JMH's result, with the names and units of the rows. */
public final class IterationMetrics {

  /** A value with its unit. */
  public record Measured(double value, String unit) {}

  /** JMH's own percentiles of the primary result, which are taken from it directly. */
  private static final Pattern DERIVED = Pattern.compile("(.*:)?p(0|1)\\.\\d+");

  private IterationMetrics() {}

  public static Map<String, Measured> of(BenchmarkParams benchmark, IterationResult iteration) {
    Map<String, Measured> metrics = new LinkedHashMap<>();
    Result<?> primary = iteration.getPrimaryResult();
    double unitMillis = benchmark.getTimeUnit().toNanos(1) / 1e6;
    if (benchmark.getMode() == Mode.Throughput) {
      double perSecond = primary.getScore() / benchmark.getTimeUnit().toNanos(1) * 1e9;
      put(metrics, Metric.THROUGHPUT, perSecond);
    } else {
      Statistics times = primary.getStatistics();
      put(metrics, Metric.TIME, times.getMean() * unitMillis);
      if (benchmark.getMode() == Mode.SampleTime) {
        put(metrics, Metric.TIME_P50, times.getPercentile(50) * unitMillis);
        put(metrics, Metric.TIME_P90, times.getPercentile(90) * unitMillis);
        put(metrics, Metric.TIME_P99, times.getPercentile(99) * unitMillis);
        put(metrics, Metric.TIME_MAX, times.getMax() * unitMillis);
        put(metrics, Metric.OPERATIONS, times.getN());
      } else if (iteration.getMetadata() != null) {
        put(metrics, Metric.OPERATIONS, iteration.getMetadata().getMeasuredOps());
      }
    }
    iteration
        .getSecondaryResults()
        .forEach(
            (label, result) -> {
              if (!DERIVED.matcher(label).matches()) {
                metrics.put(label, new Measured(result.getScore(), result.getScoreUnit()));
              }
            });
    Measured bound = metrics.get(Metric.TIME_BOUND.id());
    if (bound != null && bound.value() > 0 && metrics.containsKey(Metric.TIME.id())) {
      put(metrics, Metric.EFFICIENCY, 100 * bound.value() / score(metrics).value());
    }
    return metrics;
  }

  /** Returns the median time where there is one, else JMH's score. */
  public static Measured score(Map<String, Measured> metrics) {
    return Stream.of(Metric.TIME_P50, Metric.TIME, Metric.THROUGHPUT)
        .map(metric -> metrics.get(metric.id()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  /** Returns the values of the metrics in {@link Metric}. */
  public static Map<Metric, Double> values(Map<String, Measured> metrics) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    metrics.forEach(
        (name, measured) -> Metric.of(name).ifPresent(own -> values.put(own, measured.value())));
    return values;
  }

  private static void put(Map<String, Measured> metrics, Metric metric, double value) {
    metrics.put(metric.id(), new Measured(value, metric.unit()));
  }
}
