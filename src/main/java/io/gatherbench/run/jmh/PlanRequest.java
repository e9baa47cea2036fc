package io.gatherbench.run.jmh;

import io.gatherbench.plan.PlanSettings;
import java.util.List;

/**
 * The command line of a run, taken apart.
 *
 * @param arguments the command line, by which a run is recognised when it is resumed
 * @param benchmarks {@code headline}, {@code full}, or a regular expression; empty if JMH's part
 *     names them
 * @param jmh what is JMH's of the command line: {@code -p}, {@code -i} and the like
 * @param profiled whether each fork that measures is followed by one with a profiler
 */
public record PlanRequest(
    List<String> arguments,
    String benchmarks,
    List<String> jmh,
    PlanSettings settings,
    boolean countThreads,
    boolean profiled) {}
