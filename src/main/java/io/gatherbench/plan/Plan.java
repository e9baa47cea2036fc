package io.gatherbench.plan;

import io.gatherbench.results.Machine;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A plan over several JDKs: what is measured on which, how often, and everything that must be the
 * same when it is gone on with after an interruption.
 *
 * @param run identifies the run; each arm's rows carry it with the arm's name after a {@code #}
 * @param arguments the command line that made it
 * @param jmh the part of it that is JMH's
 * @param seed of the order of forks
 * @param rounds forks of each cell and arm
 * @param shard which part of the cells this is
 * @param limitSeconds how long a fork may take; 0 for as long as it is foreseen to take, many times
 *     over
 * @param costs whether to measure what the work costs besides time
 * @param jar digest of the code that is run
 * @param commit its revision
 * @param machine where it runs
 * @param hostJdk what hosts the run and the stub
 * @param arms the JDKs, with their flags
 * @param cells what is measured
 * @param lacking for each arm, by its name, the cells that it does not have, by their index
 */
public record Plan(
    String run,
    List<String> arguments,
    List<String> jmh,
    long seed,
    int rounds,
    Shard shard,
    int limitSeconds,
    boolean costs,
    String jar,
    String commit,
    Machine machine,
    String hostJdk,
    List<Variant> arms,
    List<PlannedCell> cells,
    Map<String, Set<Integer>> lacking) {

  /** Whether an arm has a cell. */
  boolean has(int arm, int cell) {
    return !lacking.get(arms.get(arm).name()).contains(cell);
  }
}
