/**
 * Requests that arrive at a given rate, whether earlier ones are answered or not, and the benchmark
 * of them. It may use {@code benchmark.state}, {@code benchmark.evidence}, {@code results}, {@code
 * strategy}, {@code client} and the stub's face.
 */
package io.gatherbench.benchmark.load;
