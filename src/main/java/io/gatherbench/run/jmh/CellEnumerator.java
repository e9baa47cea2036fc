package io.gatherbench.run.jmh;

import io.gatherbench.plan.PlannedCell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.TimeValue;

/** Takes a cross product apart into its cells, so that each fork can be run for itself. */
final class CellEnumerator {

  /** Approximate time to start a fork, open its connections and warm it up. */
  private static final double START_SECONDS = 5.2;

  private final Collection<BenchmarkListEntry> benchmarks;
  private final Map<String, Collection<String>> given;
  private final Options options;

  /**
   * @param given values of the parameters that the user named
   * @param options how many iterations there are, and how long, where the user says so
   */
  CellEnumerator(
      Collection<BenchmarkListEntry> benchmarks,
      Map<String, Collection<String>> given,
      Options options) {
    this.benchmarks = benchmarks;
    this.given = given;
    this.options = options;
  }

  List<PlannedCell> cells(ValidCombinations product) {
    List<PlannedCell> cells = new ArrayList<>();
    for (ValidCombinations.Part part : product.parts()) {
      for (String name : part.benchmarks()) {
        BenchmarkListEntry benchmark =
            benchmarks.stream()
                .filter(entry -> entry.getUsername().equals(name))
                .findFirst()
                .orElseThrow();
        for (Map<String, String> values : PlannedCell.combinations(values(benchmark, part))) {
          cells.add(new PlannedCell(name, values, seconds(benchmark)));
        }
      }
    }
    return cells;
  }

  private Map<String, List<String>> values(
      BenchmarkListEntry benchmark, ValidCombinations.Part part) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    benchmark
        .getParams()
        .orElse(Map.of())
        .forEach(
            (name, defaults) -> {
              Collection<String> named = given.getOrDefault(name, List.of(defaults));
              values.put(name, part.values().getOrDefault(name, List.copyOf(named)));
            });
    return values;
  }

  private double seconds(BenchmarkListEntry benchmark) {
    int warmUps =
        options
            .getWarmupIterations()
            .orElse(benchmark.getWarmupIterations().orElse(Defaults.WARMUP_ITERATIONS));
    TimeValue warmUp =
        options.getWarmupTime().orElse(benchmark.getWarmupTime().orElse(Defaults.WARMUP_TIME));
    int measured =
        options
            .getMeasurementIterations()
            .orElse(benchmark.getMeasurementIterations().orElse(Defaults.MEASUREMENT_ITERATIONS));
    TimeValue measurement =
        options
            .getMeasurementTime()
            .orElse(benchmark.getMeasurementTime().orElse(Defaults.MEASUREMENT_TIME));
    return START_SECONDS + warmUps * seconds(warmUp) + measured * seconds(measurement);
  }

  private static double seconds(TimeValue time) {
    return time.convertTo(java.util.concurrent.TimeUnit.NANOSECONDS) / 1e9;
  }
}
