package io.gatherbench.run.jmh;

import io.gatherbench.results.Metric;
import io.gatherbench.results.Validity;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** How a fork is run: this jar's benchmarks through JMH, or a process without JMH. */
public sealed interface ForkKind {

  /** Measures with the iterations of the plan. */
  record Measuring() implements ForkKind {}

  /** One iteration under the flight recorder, which counts virtual threads and distorts times. */
  record CountingThreads() implements ForkKind {}

  /** One iteration with another of JMH's profilers, by the name that JMH gives it. */
  record Profiling(String profiler, String options) implements ForkKind {}

  /** A process that the implementation starts, and measures from outside. */
  non-sealed interface Bare extends ForkKind {

    /**
     * Runs one process to its end. A process that takes too long is killed meanwhile.
     *
     * @param stub the address of the run's stub
     * @param printed takes what a process printed that failed, or the cause
     * @return what was measured; empty if the process failed
     * @throws IOException if the stub does not answer, or files cannot be made
     */
    Optional<Values> run(URI stub, ForkRequest fork, FailureText printed) throws IOException;
  }

  /** What a bare process gave: one iteration. */
  record Values(Map<Metric, Double> metrics, Validity validity) {}
}
