/**
 * Counts and costs that prove an iteration's work, and JMH's profilers that carry them. It may use
 * {@code results}, {@code client} with its decorators, and the stub's face.
 */
package io.gatherbench.benchmark.evidence;
