package io.gatherbench.run;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs single forks of cells with JMH, and keeps what JMH prints to itself unless a fork fails. */
final class ForkRunner {

  /**
   * The profiler that brings what fixtures certify; named, because benchmarks are known by name.
   */
  static final String WORK_PROFILER = "io.gatherbench.fixture.WorkProfiler";

  private static final Pattern CAUSE =
      Pattern.compile("^(?:Caused by: )?[\\w.$]+(Exception|Error).*");

  private final TargetJdk jdk;
  private final List<String> userFlags;
  private final List<String> forkFlags;
  private final RowRecorder recorder;

  /**
   * @param userFlags flags that the user wants the forks to have
   * @param forkFlags flags that the forks need besides
   */
  ForkRunner(TargetJdk jdk, List<String> userFlags, List<String> forkFlags, RowRecorder recorder) {
    this.jdk = jdk;
    this.userFlags = userFlags;
    this.forkFlags = forkFlags;
    this.recorder = recorder;
  }

  /**
   * Runs one fork and records its rows.
   *
   * @param number which fork of the cell it is, from 1
   * @return its result, or nothing if it failed; the failure is then recorded too
   * @throws RunnerException if JMH itself cannot run
   */
  Optional<RunResult> run(Cell cell, int number) throws RunnerException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ParametersSeen seen =
        new ParametersSeen(
            OutputFormatFactory.createFormatInstance(
                new PrintStream(printed, true, StandardCharsets.UTF_8), VerboseMode.NORMAL));
    Collection<RunResult> results =
        new Runner(options(cell), new RecordingFormat(seen, recorder, number)).run();
    if (results.isEmpty()) {
      recorder.recordFailure(
          seen.parameters(), number, cause(printed.toString(StandardCharsets.UTF_8)));
      return Optional.empty();
    }
    return Optional.of(results.iterator().next());
  }

  private Options options(Cell cell) {
    return new OptionsBuilder()
        .include("^" + Pattern.quote(HeadlinePlan.BENCHMARK) + "$")
        .forks(1)
        .param("strategy", cell.strategy().name())
        .param("requests", Integer.toString(cell.requests()))
        .param("latency", cell.latency())
        .jvm(jdk.executable())
        .jvmArgs(userFlags.toArray(new String[0]))
        .jvmArgsAppend(forkFlags.toArray(new String[0]))
        .addProfiler(WORK_PROFILER)
        .build();
  }

  /** The last exception that a failed fork printed: the one nearest to the cause. */
  static String cause(String printed) {
    List<String> causes = new ArrayList<>();
    printed.lines().map(String::strip).filter(l -> CAUSE.matcher(l).matches()).forEach(causes::add);
    if (causes.isEmpty()) {
      return "no reason was printed";
    }
    String last = causes.get(causes.size() - 1);
    return last.startsWith("Caused by: ") ? last.substring("Caused by: ".length()) : last;
  }

  /** Shows what another format shows, and remembers the parameters of the benchmark. */
  private static final class ParametersSeen extends ForwardingFormat {

    private BenchmarkParams parameters;

    ParametersSeen(OutputFormat shown) {
      super(shown);
    }

    @Override
    public void startBenchmark(BenchmarkParams benchmark) {
      parameters = benchmark;
      super.startBenchmark(benchmark);
    }

    BenchmarkParams parameters() {
      return parameters;
    }
  }
}
