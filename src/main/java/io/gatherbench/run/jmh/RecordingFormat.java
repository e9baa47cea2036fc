package io.gatherbench.run.jmh;

import io.gatherbench.run.record.IterationSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * An output format of JMH's that shows what another one shows and records each measured iteration
 * on the way, as JMH hears of it: while the fork still runs. A fork that fails is recorded as well.
 *
 * <p>JMH calls it from several threads, one at a time but for what forks print.
 */
final class RecordingFormat extends ForwardingFormat {

  private final IterationSink recorder;
  private final int firstFork;
  private final FailureText printed;
  private BenchmarkParams running;
  private int fork;
  private int lastIteration;

  /**
   * @param firstFork the number of the first fork that will be seen of each benchmark, from 1
   */
  public RecordingFormat(OutputFormat shown, IterationSink recorder, int firstFork) {
    this(shown, recorder, firstFork, new FailureText());
  }

  /**
   * @param printed collects the output, to be shown after a failure
   */
  public RecordingFormat(
      OutputFormat shown, IterationSink recorder, int firstFork, FailureText printed) {
    super(shown);
    this.recorder = recorder;
    this.firstFork = firstFork;
    this.printed = printed;
  }

  @Override
  public void startBenchmark(BenchmarkParams benchmark) {
    finish();
    printed.clear();
    running = benchmark;
    // JMH announces no forks. A fork shows in its iterations starting anew; warm-up forks come
    // first.
    fork = firstFork - 1 - benchmark.getWarmupForks();
    lastIteration = Integer.MAX_VALUE;
    super.startBenchmark(benchmark);
  }

  @Override
  public void iterationResult(
      BenchmarkParams benchmark,
      IterationParams parameters,
      int iteration,
      IterationResult result) {
    if (parameters.getType() == IterationType.MEASUREMENT) {
      if (iteration <= lastIteration) {
        fork++;
      }
      lastIteration = iteration;
      if (fork >= firstFork) {
        recorder.record(benchmark, fork, iteration, result);
      }
    }
    super.iterationResult(benchmark, parameters, iteration, result);
  }

  @Override
  public void endBenchmark(BenchmarkResult result) {
    running = null;
    super.endBenchmark(result);
  }

  /**
   * Called when JMH is done. Records a benchmark that was started and has not ended as failed,
   * because JMH reports that in its output only.
   */
  void finish() {
    if (running != null) {
      // Its iterations so far, if it had any, bear the number already.
      boolean midway = lastIteration < running.getMeasurement().getCount();
      recorder.recordFailure(
          running, Math.max(firstFork, midway ? fork : fork + 1), printed.cause());
      running = null;
    }
  }

  @Override
  public void println(String line) {
    printed.add(line + "\n");
    super.println(line);
  }

  @Override
  public void write(byte[] text) throws IOException {
    printed.add(new String(text, StandardCharsets.UTF_8));
    super.write(text);
  }

  @Override
  public void write(int character) {
    printed.add(Character.toString((char) character));
    super.write(character);
  }
}
