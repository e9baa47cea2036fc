package io.gatherbench.run;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.RowWriter;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jmh.FailureText;
import io.gatherbench.run.jmh.ForkLimit;
import io.gatherbench.run.jmh.JmhJson;
import io.gatherbench.run.jmh.Profilers;
import io.gatherbench.run.jmh.RecordingFormat;
import io.gatherbench.run.record.RowRecorder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the forks of one arm and writes their rows. A fork that fails, or does not end in time, is
 * recorded as void, and what it printed is kept in a file. Not thread-safe.
 */
final class VariantForks implements AutoCloseable {

  private static final String FAILED = "failed";
  private static final long SIGNAL_SECONDS = 1;

  private final Variant arm;
  private final Options parent;
  private final List<String> forkFlags;
  private final boolean costs;
  private final RowWriter rows;
  private final RowRecorder recorder;
  private final Path folder;
  private final Path json;
  private final Map<PlannedCell, List<RunResult>> results = new LinkedHashMap<>();

  /**
   * @param parent what the user says to JMH
   * @param stubFlags what forks need to find the stub
   * @param costs whether to measure what the work costs besides time
   * @param rows where rows go; closed with this
   * @param folder of the run
   */
  VariantForks(
      Variant arm,
      Options parent,
      List<String> stubFlags,
      boolean costs,
      RunInfo info,
      RowWriter rows,
      Path folder,
      Clock clock) {
    this.arm = arm;
    this.parent = parent;
    this.forkFlags = new ArrayList<>(arm.jdk().quietFlags());
    this.forkFlags.addAll(stubFlags);
    this.costs = costs;
    this.rows = rows;
    this.recorder = new RowRecorder(info, rows, clock, Profilers.parameter(parent));
    this.folder = folder;
    this.json = unused(folder, arm.name());
  }

  /**
   * Runs one fork; its rows are on disk when this returns.
   *
   * @param number which fork of its cell, from 1
   * @param limitSeconds how long it may take
   * @param stopping says whether this process is being stopped, and with it perhaps the fork, which
   *     then has not failed
   * @return how long the file of rows is now; empty if the fork is to be run again another time
   * @throws UnusableInputException if JMH itself cannot run
   * @throws IOException if the rows cannot be written
   */
  OptionalLong run(PlannedCell cell, int number, long limitSeconds, CountDownLatch stopping)
      throws UnusableInputException, IOException {
    FailureText printed = new FailureText();
    RecordingFormat format =
        new RecordingFormat(
            OutputFormatFactory.createFormatInstance(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                VerboseMode.NORMAL),
            recorder,
            number,
            printed);
    ForkLimit limit =
        new ForkLimit(
            limitSeconds,
            () -> printed.because("not done after " + limitSeconds + " s, and killed"));
    Collection<RunResult> done;
    try {
      done = new Runner(options(cell), format).run();
    } catch (RunnerException e) {
      throw new UnusableInputException("JMH cannot run: " + e.getMessage());
    } finally {
      limit.close();
    }
    if (done.isEmpty() && isStopping(stopping)) {
      return OptionalLong.empty();
    }
    format.finish();
    if (done.isEmpty()) {
      keep(printed, cell, number);
    }
    results.computeIfAbsent(cell, key -> new ArrayList<>()).addAll(done);
    return OptionalLong.of(rows.force());
  }

  /** A signal that ends a fork may be about to end this process too, which hears it later. */
  private static boolean isStopping(CountDownLatch stopping) {
    try {
      return stopping.await(SIGNAL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Writes JMH's own JSON of what this process has measured so far. */
  void writeJson() {
    JmhJson.write(results.values(), json);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  private void keep(FailureText printed, PlannedCell cell, int number) throws IOException {
    Path failed = Files.createDirectories(folder.resolve(FAILED));
    String stem =
        (arm.name() + " " + cell + " fork " + number).replaceAll("[^A-Za-z0-9._+-]+", "-");
    Path file = failed.resolve(stem + ".txt");
    for (int i = 2; Files.exists(file); i++) {
      file = failed.resolve(stem + "-" + i + ".txt");
    }
    Files.writeString(file, cell.parameters() + "\n" + printed.cause() + "\n\n" + printed.text());
  }

  private Options options(PlannedCell cell) {
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .parent(parent)
            .include("^" + Pattern.quote(cell.benchmark()) + "$")
            .forks(1)
            .warmupForks(0)
            .jvm(arm.jdk().executable())
            .jvmArgs(arm.flags().toArray(new String[0]))
            .jvmArgsAppend(forkFlags.toArray(new String[0]))
            .addProfiler(ForkRunner.WORK_PROFILER);
    if (costs) {
      builder.addProfiler(ForkRunner.COST_PROFILER);
    }
    cell.parameters().forEach(builder::param);
    return builder.build();
  }

  /** The arm's name, with a number if a process before this one has written its part. */
  private static Path unused(Path folder, String name) {
    Path file = folder.resolve(name + ".json");
    for (int i = 2; Files.exists(file); i++) {
      file = folder.resolve(name + "-" + i + ".json");
    }
    return file;
  }
}
