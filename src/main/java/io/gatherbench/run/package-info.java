/**
 * The one runner: executes the forks of a plan in its order, records their rows and resumes after
 * an interruption. It may use {@code run.jdk}, {@code run.jmh}, {@code run.record}, {@code plan},
 * {@code results}, {@code results.output}, {@code strategy} and the stub's face; benchmarks are
 * known by name only.
 */
package io.gatherbench.run;
