package io.gatherbench.run.jmh;

/** How a fork is run. All kinds there are run this jar's benchmarks through JMH. */
public sealed interface ForkKind {

  /** Measures with the iterations of the plan. */
  record Measuring() implements ForkKind {}

  /** One iteration under the flight recorder, which counts virtual threads and distorts times. */
  record CountingThreads() implements ForkKind {}

  /** One iteration with another of JMH's profilers, by the name that JMH gives it. */
  record Profiling(String profiler, String options) implements ForkKind {}
}
