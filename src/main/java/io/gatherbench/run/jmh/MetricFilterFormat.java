package io.gatherbench.run.jmh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * An output format of JMH's without the suite's own metrics. There are some thirty to an iteration;
 * they are for the rows, and JMH would show each on a line of its own. What JMH itself and its
 * profilers measure is shown as ever.
 */
final class MetricFilterFormat extends ForwardingFormat {

  /** JMH's profilers have dots in their labels, or capitals. */
  private static final Pattern OWN = Pattern.compile("[a-z0-9]+(_[a-z0-9]+)+|carriers|rejected");

  MetricFilterFormat(OutputFormat shown) {
    super(shown);
  }

  @Override
  public void iterationResult(
      BenchmarkParams benchmark,
      IterationParams parameters,
      int iteration,
      IterationResult result) {
    super.iterationResult(benchmark, parameters, iteration, plain(result));
  }

  @Override
  public void endBenchmark(BenchmarkResult result) {
    super.endBenchmark(result == null ? null : plain(result));
  }

  @Override
  public void endRun(Collection<RunResult> results) {
    List<RunResult> plain = new ArrayList<>();
    for (RunResult result : results) {
      plain.add(
          new RunResult(
              result.getParams(),
              result.getBenchmarkResults().stream().map(MetricFilterFormat::plain).toList()));
    }
    super.endRun(plain);
  }

  private static BenchmarkResult plain(BenchmarkResult result) {
    return new BenchmarkResult(
        result.getParams(),
        result.getIterationResults().stream().map(MetricFilterFormat::plain).toList(),
        result.getMetadata());
  }

  private static IterationResult plain(IterationResult result) {
    IterationResult plain =
        new IterationResult(result.getBenchmarkParams(), result.getParams(), result.getMetadata());
    plain.addResults(result.getRawPrimaryResults());
    for (Result<?> secondary : result.getRawSecondaryResults().values()) {
      if (!OWN.matcher(secondary.getLabel()).matches()) {
        plain.addResult(secondary);
      }
    }
    return plain;
  }
}
