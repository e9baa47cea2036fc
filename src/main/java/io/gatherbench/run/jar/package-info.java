/**
 * Benchmarks of other programs: their jars, plans of them, and forks that their own JMH runs. It
 * may use {@code run.jmh}, {@code run.jdk}, {@code run.record}, {@code plan}, {@code results} and
 * {@code results.file}.
 */
package io.gatherbench.run.jar;
