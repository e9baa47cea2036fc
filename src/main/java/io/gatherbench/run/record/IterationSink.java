package io.gatherbench.run.record;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;

/** Receives the results of forks, iteration by iteration. */
public interface IterationSink {

  /** Records an iteration; forks of a cell, and iterations of a fork, count from 1. */
  void record(BenchmarkParams benchmark, int fork, int iteration, IterationResult result);

  void recordFailure(BenchmarkParams benchmark, int fork, String cause);
}
