package io.gatherbench.run.jmh;

import io.gatherbench.results.output.UnwritableOutputException;
import io.gatherbench.run.record.IterationSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * An output format that records measured iterations while the fork still runs, and forks that fail.
 * Another format shows the rest, without the suite's own metrics: some thirty an iteration, which
 * JMH would show on a line each. JMH calls it from several threads, one at a time but for what
 * forks print. Once rows cannot be written, it ends the run with that error.
 */
final class RecordingFormat implements OutputFormat {

  /** The suite's own metrics. JMH's profilers have dots in their labels, or capitals. */
  private static final Pattern OWN = Pattern.compile("[a-z0-9]+(_[a-z0-9]+)+|carriers|rejected");

  /** JMH's announcement of a fork, in words only. */
  private static final Pattern FORK = Pattern.compile("# (Warmup )?Fork: .*");

  private final OutputFormat shown;
  private final IterationSink recorder;
  private final int firstFork;
  private final FailureText printed;
  private final long limitSeconds;

  /** The runner's own thread: an error in that of a fork's link would be hidden by JMH. */
  private final Thread runner = Thread.currentThread();

  private volatile UnwritableOutputException unwritable;
  private BenchmarkParams running;
  private int fork;
  private int lastIteration;
  private ForkLimit limit;

  /** Numbers forks of a benchmark from {@code firstFork}, and collects the output for failures. */
  RecordingFormat(OutputFormat shown, IterationSink recorder, int firstFork, FailureText printed) {
    this(shown, recorder, firstFork, printed, 0);
  }

  /** Also kills forks at a limit, unless that is 0: by whoever runs them. */
  RecordingFormat(
      OutputFormat shown,
      IterationSink recorder,
      int firstFork,
      FailureText printed,
      long limitSeconds) {
    this.shown = shown;
    this.recorder = recorder;
    this.firstFork = firstFork;
    this.printed = printed;
    this.limitSeconds = limitSeconds;
  }

  @Override
  public void startBenchmark(BenchmarkParams benchmark) {
    finish();
    Optional<String> death = printed.stubDeath();
    if (death.isPresent()) {
      recorder.recordFailure(benchmark, firstFork, death.get());
      // JMH leaves this benchmark out and takes the next one.
      throw new BenchmarkException(new IllegalStateException(death.get()));
    }
    printed.clear();
    running = benchmark;
    // Warm-up forks come first.
    fork = firstFork - 1 - benchmark.getWarmupForks();
    lastIteration = Integer.MAX_VALUE;
    shown.startBenchmark(benchmark);
  }

  @Override
  public void iterationResult(
      BenchmarkParams benchmark,
      IterationParams parameters,
      int iteration,
      IterationResult result) {
    if (parameters.getType() == IterationType.MEASUREMENT) {
      lastIteration = iteration;
      if (fork >= firstFork && unwritable == null) {
        record(benchmark, iteration, result);
      }
    }
    shown.iterationResult(benchmark, parameters, iteration, plain(result));
  }

  private void record(BenchmarkParams benchmark, int iteration, IterationResult result) {
    try {
      recorder.record(benchmark, fork, iteration, result);
    } catch (UnwritableOutputException e) {
      unwritable = e;
    }
  }

  private void throwIfUnwritable() {
    if (unwritable != null && Thread.currentThread() == runner) {
      throw unwritable;
    }
  }

  @Override
  public void endBenchmark(BenchmarkResult result) {
    throwIfUnwritable();
    endFork();
    running = null;
    shown.endBenchmark(result == null ? null : plain(result));
  }

  /** Records a benchmark that has not ended as failed: JMH reports that in its output only. */
  void finish() {
    endLimit();
    throwIfUnwritable();
    if (running != null) {
      // Its iterations so far, if it had any, bear the number already.
      recorder.recordFailure(
          running, Math.max(firstFork, isComplete() ? fork + 1 : fork), printed.cause());
      running = null;
    }
  }

  /** Records a fork without all its iterations as failed: JMH goes on as if it had not been. */
  private void endFork() {
    if (running != null && fork >= firstFork && !isComplete()) {
      recorder.recordFailure(running, fork, printed.cause());
    }
  }

  private void endLimit() {
    if (limit != null) {
      limit.close();
      limit = null;
    }
  }

  private boolean isComplete() {
    return lastIteration >= running.getMeasurement().getCount();
  }

  @Override
  public void println(String line) {
    throwIfUnwritable();
    if (running != null && FORK.matcher(line).matches()) {
      endLimit();
      endFork();
      printed.clear();
      if (limitSeconds > 0) {
        limit = new ForkLimit(limitSeconds, printed);
      }
      fork++;
      lastIteration = 0;
    }
    printed.add(line + "\n");
    shown.println(line);
  }

  @Override
  public void write(byte[] text) throws IOException {
    printed.add(new String(text, StandardCharsets.UTF_8));
    shown.write(text);
  }

  @Override
  public void write(int character) {
    printed.add(Character.toString((char) character));
    shown.write(character);
  }

  @Override
  public void endRun(Collection<RunResult> results) {
    List<RunResult> plain = new ArrayList<>();
    for (RunResult result : results) {
      Stream<BenchmarkResult> forks = result.getBenchmarkResults().stream();
      plain.add(new RunResult(result.getParams(), forks.map(RecordingFormat::plain).toList()));
    }
    shown.endRun(plain);
  }

  private static BenchmarkResult plain(BenchmarkResult result) {
    return new BenchmarkResult(
        result.getParams(),
        result.getIterationResults().stream().map(RecordingFormat::plain).toList(),
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

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams parameters, int iteration) {
    shown.iteration(benchmark, parameters, iteration);
  }

  @Override
  public void startRun() {
    shown.startRun();
  }

  @Override
  public void print(String text) {
    shown.print(text);
  }

  @Override
  public void verbosePrintln(String line) {
    shown.verbosePrintln(line);
  }

  @Override
  public void flush() {
    shown.flush();
  }

  @Override
  public void close() {
    shown.close();
  }
}
