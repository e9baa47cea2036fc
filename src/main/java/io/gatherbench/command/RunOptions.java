package io.gatherbench.command;

import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.Pinning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The options of the default command, apart from what is JMH's.
 *
 * @param arguments the command line without {@code --out} and {@code --resume}, by which a run is
 *     recognised when it is resumed; empty if it says nothing else
 * @param out the folder for results, or null for the default place
 * @param resume the folder or plan of an interrupted run to resume
 * @param seed of the order of forks, random if none was given
 * @param rounds forks of each cell, if given
 * @param forkLimitSeconds how long a fork may take; 0 for the usual limit
 * @param costs whether to measure what the work costs besides time
 * @param precision how far intervals may reach, as a share of the median; 0 if that does not matter
 * @param maxTime how long a run with a precision may take
 * @param pinning which processors the forks and the stub get
 * @param remaining everything else, for JMH
 */
record RunOptions(
    List<String> arguments,
    Path out,
    Optional<Path> resume,
    long seed,
    OptionalInt rounds,
    int forkLimitSeconds,
    boolean costs,
    double precision,
    Duration maxTime,
    Pinning pinning,
    List<String> remaining) {

  /**
   * Refuses options that only the headline plan has.
   *
   * @throws UnusableInputException if one is given
   */
  void checkForJmh() throws UnusableInputException {
    refuse(precision > 0, "--precision", precision * 100 + "%", "set -f");
    refuse(rounds.isPresent(), "--rounds", rounds.orElse(0) + "", "set -f");
    refuse(forkLimitSeconds > 0, "--fork-limit", forkLimitSeconds + "", "set -to");
    refuse(resume.isPresent(), "--resume", resume.map(Path::toString).orElse(""), "use jdks");
  }

  private static void refuse(boolean given, String option, String value, String instead)
      throws UnusableInputException {
    if (given) {
      throw new UnusableInputException(
          option, value, "in the headline plan; with a benchmark, " + instead);
    }
  }
}
