/**
 * What an iteration proves and costs: work counted, processor time, allocation, threads and memory,
 * and the JMH profilers that carry them. It may use {@code results}, {@code client} with its
 * decorators, and the stub's face.
 */
package io.gatherbench.benchmark.evidence;
