package io.gatherbench.run;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * An output format of JMH's that shows what another one shows and records each measured iteration
 * on the way, as JMH hears of it: while the fork still runs.
 */
final class RecordingFormat extends ForwardingFormat {

  private final RowRecorder recorder;
  private final int firstFork;
  private int fork;
  private int lastIteration;

  /**
   * @param firstFork the number of the first fork that will be seen of each benchmark, from 1
   */
  RecordingFormat(OutputFormat shown, RowRecorder recorder, int firstFork) {
    super(shown);
    this.recorder = recorder;
    this.firstFork = firstFork;
  }

  @Override
  public void startBenchmark(BenchmarkParams benchmark) {
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
}
