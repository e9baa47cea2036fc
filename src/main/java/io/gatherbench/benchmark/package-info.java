/**
 * The questions, one JMH class each: parameters, set-up, claim, bound and body. It may use {@code
 * benchmark.state}, {@code benchmark.evidence}, {@code strategy}, {@code client}, {@code results}
 * and the stub's face.
 */
package io.gatherbench.benchmark;
