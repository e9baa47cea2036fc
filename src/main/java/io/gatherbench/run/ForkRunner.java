package io.gatherbench.run;

import io.gatherbench.plan.Cell;
import io.gatherbench.run.jdk.TargetJdk;
import io.gatherbench.run.jmh.HeadlinePlan;
import io.gatherbench.run.jmh.RecordingFormat;
import io.gatherbench.run.record.IterationSink;
import io.gatherbench.run.record.PinningRecorder;
import io.gatherbench.run.record.RowRecorder;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs single forks of cells with JMH, and keeps what JMH prints to itself unless a fork fails. */
public final class ForkRunner {

  /**
   * The profiler that brings what fixtures certify; named, because benchmarks are known by name.
   */
  public static final String WORK_PROFILER = "io.gatherbench.benchmark.evidence.WorkProfiler";

  /** The profiler that brings what an iteration cost. */
  public static final String COST_PROFILER = "io.gatherbench.benchmark.evidence.CostProfiler";

  /** The profiler that counts virtual threads, and disturbs them. */
  static final String PINNING_PROFILER = "io.gatherbench.benchmark.evidence.PinningProfiler";

  private final TargetJdk jdk;
  private final List<String> userFlags;
  private final List<String> forkFlags;
  private final RowRecorder recorder;
  private final boolean costs;

  /**
   * @param userFlags flags that the user wants the forks to have
   * @param forkFlags flags that the forks need besides
   * @param costs whether to measure what the work costs besides time
   */
  ForkRunner(
      TargetJdk jdk,
      List<String> userFlags,
      List<String> forkFlags,
      RowRecorder recorder,
      boolean costs) {
    this.jdk = jdk;
    this.userFlags = userFlags;
    this.forkFlags = forkFlags;
    this.recorder = recorder;
    this.costs = costs;
  }

  /**
   * Runs one fork and records its rows.
   *
   * @param number which fork of the cell it is, from 1
   * @return its result, or nothing if it failed; the failure is then recorded too
   * @throws RunnerException if JMH itself cannot run
   */
  Optional<RunResult> run(Cell cell, int number) throws RunnerException {
    ChainedOptionsBuilder options = options(cell);
    return run(costs ? options.addProfiler(COST_PROFILER) : options, recorder, number);
  }

  /**
   * Runs one fork for the sake of its virtual threads alone, one iteration long.
   *
   * @param number which fork of the cell it is
   * @throws RunnerException if JMH itself cannot run
   */
  void runForPinning(Cell cell, int number) throws RunnerException {
    ChainedOptionsBuilder options =
        options(cell).addProfiler(PINNING_PROFILER).measurementIterations(1);
    run(options, new PinningRecorder(recorder), number);
  }

  private static Optional<RunResult> run(
      ChainedOptionsBuilder options, IterationSink sink, int number) throws RunnerException {
    RecordingFormat format =
        new RecordingFormat(
            OutputFormatFactory.createFormatInstance(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                VerboseMode.NORMAL),
            sink,
            number);
    Collection<RunResult> results = new Runner(options.build(), format).run();
    format.finish();
    return results.stream().findFirst();
  }

  private ChainedOptionsBuilder options(Cell cell) {
    return new OptionsBuilder()
        .include("^" + Pattern.quote(HeadlinePlan.BENCHMARK) + "$")
        .forks(1)
        .param("strategy", cell.strategy().name())
        .param("requests", Integer.toString(cell.requests()))
        .param("latency", cell.latency())
        .jvm(jdk.executable())
        .jvmArgs(userFlags.toArray(new String[0]))
        .jvmArgsAppend(forkFlags.toArray(new String[0]))
        .addProfiler(WORK_PROFILER);
  }
}
