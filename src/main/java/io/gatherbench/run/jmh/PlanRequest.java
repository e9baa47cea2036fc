package io.gatherbench.run.jmh;

import io.gatherbench.plan.Shard;
import java.util.List;

/**
 * What the user asks of a run over several JDKs.
 *
 * @param arguments the command line, by which a run is recognised when it is gone on with
 * @param plan {@code headline}, {@code full}, or a regular expression of benchmarks
 * @param jmh what is JMH's of it: {@code -p}, {@code -i} and the like
 * @param rounds forks of each cell and arm, 1 or more
 * @param seed of the order of forks
 * @param shard which part
 * @param limitSeconds how long a fork may take; 0 for the usual limit
 * @param costs whether to measure what the work costs besides time
 */
public record PlanRequest(
    List<String> arguments,
    String plan,
    List<String> jmh,
    int rounds,
    long seed,
    Shard shard,
    int limitSeconds,
    boolean costs) {}
