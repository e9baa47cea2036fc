package io.gatherbench.run.record;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;

/** Takes what forks measure, iteration by iteration. */
public interface IterationSink {

  /**
   * An iteration was measured.
   *
   * @param fork which fork of its cell, from 1
   * @param iteration which iteration of the fork, from 1
   */
  void record(BenchmarkParams benchmark, int fork, int iteration, IterationResult result);

  /** A fork failed. */
  void recordFailure(BenchmarkParams benchmark, int fork, String cause);
}
