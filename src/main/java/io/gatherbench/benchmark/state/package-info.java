/**
 * States that benchmarks share: they find the stub, open the strategy and warm up; and how they
 * search for a limit. It may use {@code benchmark.evidence}, {@code results}, {@code strategy},
 * {@code client} and the stub's face.
 */
package io.gatherbench.benchmark.state;
