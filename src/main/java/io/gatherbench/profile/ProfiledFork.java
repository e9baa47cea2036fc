package io.gatherbench.profile;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.Validity;
import io.gatherbench.results.ValidityRule;
import io.gatherbench.run.ForkRunner;
import io.gatherbench.run.jmh.FailureText;
import io.gatherbench.run.jmh.ForkLimit;
import io.gatherbench.run.jmh.RecordingFormat;
import io.gatherbench.run.record.IterationMetrics;
import io.gatherbench.run.record.IterationMetrics.Measured;
import io.gatherbench.run.record.IterationSink;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs forks for the sake of a profile, one iteration long. What they measure stays here: none of
 * it becomes a row. Not thread-safe.
 */
final class ProfiledFork {

  private static final long LEAST_LIMIT_SECONDS = 120;
  private static final long LIMIT_OVER_FORESEEN = 4;

  /**
   * How a fork went.
   *
   * @param metrics what its iteration measured; none if it failed
   * @param remark why it failed, or why its work is void; empty if neither
   */
  record Done(Map<String, Measured> metrics, String remark) {

    boolean failed() {
      return metrics.isEmpty();
    }

    double value(String metric) {
      Measured measured = metrics.get(metric);
      return measured == null ? Double.NaN : measured.value();
    }
  }

  private final Options parent;
  private final TimeValue duration;
  private final List<String> stubFlags;

  /**
   * @param parent what the user says to JMH
   * @param duration of the iteration
   * @param stubFlags what forks need to find the stub
   */
  ProfiledFork(Options parent, TimeValue duration, List<String> stubFlags) {
    this.parent = parent;
    this.duration = duration;
    this.stubFlags = stubFlags;
  }

  /**
   * Runs one fork.
   *
   * @param profiler none for the measurement to hold the profiled one against
   * @throws UnusableInputException if JMH itself cannot run
   */
  Done run(Variant arm, PlannedCell cell, Optional<ProfilerSetting> profiler)
      throws UnusableInputException {
    Kept kept = new Kept();
    FailureText printed = new FailureText();
    RecordingFormat format =
        new RecordingFormat(
            OutputFormatFactory.createFormatInstance(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                VerboseMode.NORMAL),
            kept,
            1,
            printed);
    long seconds = LEAST_LIMIT_SECONDS + Math.round(LIMIT_OVER_FORESEEN * cell.foreseenSeconds());
    ForkLimit limit =
        new ForkLimit(seconds, () -> printed.because("not done after " + seconds + " s"));
    try {
      new Runner(options(arm, cell, profiler), format).run();
    } catch (RunnerException e) {
      throw new UnusableInputException("JMH cannot run: " + e.getMessage());
    } finally {
      limit.close();
    }
    format.finish();
    return kept.done();
  }

  private Options options(Variant arm, PlannedCell cell, Optional<ProfilerSetting> profiler) {
    List<String> flags = new ArrayList<>(arm.jdk().quietFlags());
    flags.addAll(stubFlags);
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .parent(parent)
            .include("^" + Pattern.quote(cell.benchmark()) + "$")
            .forks(1)
            .warmupForks(0)
            .measurementIterations(1)
            .measurementTime(duration)
            .jvm(arm.jdk().executable())
            .jvmArgs(arm.flags().toArray(new String[0]))
            .jvmArgsAppend(flags.toArray(new String[0]))
            .addProfiler(ForkRunner.WORK_PROFILER)
            .addProfiler(ForkRunner.COST_PROFILER);
    profiler.ifPresent(setting -> builder.addProfiler(setting.name(), setting.options()));
    cell.parameters().forEach(builder::param);
    return builder.build();
  }

  /** Keeps the one iteration that there is. */
  private static final class Kept implements IterationSink {

    private final Map<String, Measured> metrics = new LinkedHashMap<>();
    private String remark = "no iteration was measured";

    @Override
    public void record(BenchmarkParams benchmark, int fork, int iteration, IterationResult result) {
      metrics.putAll(IterationMetrics.of(benchmark, result));
      metrics.put("score", IterationMetrics.score(metrics));
      Validity verdict = ValidityRule.judge(IterationMetrics.values(metrics));
      remark = verdict.kind() == Validity.Kind.VOID ? verdict.toString() : "";
    }

    @Override
    public void recordFailure(BenchmarkParams benchmark, int fork, String cause) {
      metrics.clear();
      remark = "the fork failed: " + cause;
    }

    Done done() {
      return new Done(metrics, remark);
    }
  }
}
