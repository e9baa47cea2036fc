/**
 * What an iteration proves and costs, and the JMH profilers that carry it. That is work counted,
 * processor time, allocation, threads and memory. It may use {@code results}, {@code client} with
 * its decorators, and the stub's face.
 */
package io.gatherbench.benchmark.evidence;
