package io.gatherbench.run.record;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.options.TimeValue;

/** What JMH tells an output format, made by hand. */
public final class JmhEvents {

  private JmhEvents() {}

  /** A benchmark of average times, on one thread. */
  public static BenchmarkParams benchmark(
      String name, int warmUpForks, int iterations, Map<String, String> parameters) {
    return benchmark(name, warmUpForks, iterations, 1, parameters);
  }

  /** A benchmark of average times. */
  public static BenchmarkParams benchmark(
      String name, int warmUpForks, int iterations, int threads, Map<String, String> parameters) {
    WorkloadParams workload = new WorkloadParams();
    parameters.forEach((key, value) -> workload.put(key, value, 0));
    return new BenchmarkParams(
        name,
        name,
        true,
        threads,
        new int[] {threads},
        List.of(),
        2,
        warmUpForks,
        new IterationParams(IterationType.WARMUP, 1, TimeValue.seconds(1), 1),
        new IterationParams(IterationType.MEASUREMENT, iterations, TimeValue.seconds(1), 1),
        Mode.AverageTime,
        workload,
        TimeUnit.MILLISECONDS,
        1,
        "java",
        List.of(),
        "17",
        "VM",
        "17",
        "1.37",
        TimeValue.seconds(60));
  }

  /** An iteration whose operation took some time, with other results beside it. */
  public static IterationResult result(
      BenchmarkParams benchmark, double millis, Map<String, Double> others) {
    IterationResult result =
        new IterationResult(
            benchmark, benchmark.getMeasurement(), new IterationResultMetaData(1, 1));
    long nanos = Math.round(millis * 1e6);
    result.addResult(
        new AverageTimeResult(ResultRole.PRIMARY, "gather", 1, nanos, TimeUnit.MILLISECONDS));
    others.forEach(
        (name, value) ->
            result.addResult(new ScalarResult(name, value, "#", AggregationPolicy.MAX)));
    return result;
  }

  /** Tells a format of a fork, of one warm-up iteration and of the first measured ones. */
  public static void fork(OutputFormat format, BenchmarkParams benchmark, int iterations) {
    format.println("# Fork: 1 of 2");
    IterationResult result = result(benchmark, 10, Map.of());
    format.iterationResult(benchmark, benchmark.getWarmup(), 1, result);
    for (int iteration = 1; iteration <= iterations; iteration++) {
      format.iterationResult(benchmark, benchmark.getMeasurement(), iteration, result);
    }
  }
}
