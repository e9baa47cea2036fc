package io.gatherbench.run.record;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;

/** Receives the results of forks, iteration by iteration. */
public interface IterationSink {

  /**
   * Records an iteration.
   *
   * @param fork which fork of its cell, from 1
   * @param iteration which iteration of the fork, from 1
   */
  void record(BenchmarkParams benchmark, int fork, int iteration, IterationResult result);

  /** Records a fork that failed. */
  void recordFailure(BenchmarkParams benchmark, int fork, String cause);
}
