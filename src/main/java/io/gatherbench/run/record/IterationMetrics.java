package io.gatherbench.run.record;

import io.gatherbench.results.Metric;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.util.Statistics;

/**
 * What one iteration measured, under the names and in the units of the rows: times in milliseconds
 * whatever unit JMH shows, throughput in operations a second.
 */
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
      metrics.put("throughput", new Measured(perSecond, "ops/s"));
    } else {
      Statistics times = primary.getStatistics();
      metrics.put("time", millis(times.getMean() * unitMillis));
      if (benchmark.getMode() == Mode.SampleTime) {
        metrics.put("time_p50", millis(times.getPercentile(50) * unitMillis));
        metrics.put("time_p90", millis(times.getPercentile(90) * unitMillis));
        metrics.put("time_p99", millis(times.getPercentile(99) * unitMillis));
        metrics.put("time_max", millis(times.getMax() * unitMillis));
        metrics.put("operations", new Measured(times.getN(), "#"));
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
    efficiency(metrics).ifPresent(share -> metrics.put("efficiency", share));
    return metrics;
  }

  /** The bound as a share of the score: of the median where there is one, else of the mean. */
  private static Optional<Measured> efficiency(Map<String, Measured> metrics) {
    Measured bound = metrics.get("time_bound");
    return bound == null || !metrics.containsKey("time") || !(bound.value() > 0)
        ? Optional.empty()
        : Optional.of(new Measured(100 * bound.value() / score(metrics).value(), "%"));
  }

  /** What a fork is judged by: the median time where there is one, else what JMH measured. */
  public static Measured score(Map<String, Measured> metrics) {
    return metrics.getOrDefault(
        "time_p50", metrics.getOrDefault("time", metrics.get("throughput")));
  }

  /** The values of those metrics that are ours. */
  public static Map<Metric, Double> values(Map<String, Measured> metrics) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    metrics.forEach(
        (name, measured) -> Metric.of(name).ifPresent(own -> values.put(own, measured.value())));
    return values;
  }

  private static Measured millis(double value) {
    return new Measured(value, "ms");
  }
}
