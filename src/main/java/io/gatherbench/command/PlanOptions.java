package io.gatherbench.command;

import io.gatherbench.command.OptionValues.Folder;
import io.gatherbench.command.OptionValues.Seed;
import io.gatherbench.command.OptionValues.WholeNumber;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.Shard;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.Pinning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Options of the commands that measure a plan: the default command and {@code jdks}. */
final class PlanOptions {

  private static final int MOST_SEED = 1_000_000;

  private static final String OUT = "--out";
  private static final String RESUME = "--resume";

  @Option(
      names = "--rounds",
      paramLabel = "N",
      converter = Rounds.class,
      description = "Forks of each cell on each variant; default 5, with jdks 10.")
  private Integer rounds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Seed.class,
      description = "Seed of the order of forks; default random.")
  private Long seed;

  @Option(
      names = OUT,
      paramLabel = "FOLDER",
      converter = Folder.class,
      description =
          "Folder for what is measured; default results/<date>-<host>, with jdks <that>-jdks.")
  Path out;

  @Option(
      names = RESUME,
      paramLabel = "FOLDER",
      converter = Folder.class,
      description =
          "Resumes the interrupted run in a folder, or of a FILE.plan.json: measures what is missing.")
  Path resume;

  @Option(
      names = "--fork-limit",
      paramLabel = "SECONDS",
      converter = Limit.class,
      description =
          "A fork that takes longer is killed and recorded as failed; default two minutes "
              + "and four times what is foreseen.")
  private int forkLimit;

  @Option(
      names = "--no-costs",
      description = "Measures times only, without processor time, allocation, threads and memory.")
  boolean noCosts;

  private static final class Rounds extends WholeNumber {
    Rounds() {
      super(1, 10_000);
    }
  }

  private static final class Limit extends WholeNumber {
    Limit() {
      super(1, 86_400);
    }
  }

  void check() throws UnusableInputException {
    UsageErrors.conflict(RESUME, resume != null, OUT, out != null);
  }

  PlanSettings settings(
      Shard shard, int defaultRounds, Pinning pinning, double precision, Duration timeLimit) {
    return new PlanSettings(
        seed != null ? seed : RandomGenerator.getDefault().nextInt(MOST_SEED),
        rounds != null ? rounds : defaultRounds,
        shard,
        forkLimit,
        !noCosts,
        pinning.toString(),
        precision,
        (int) timeLimit.toSeconds());
  }

  /**
   * Returns the words of a command line that say what is measured, by which a run is recognised
   * when it is resumed: options in the order given, then JMH's words.
   */
  static List<String> recognised(ParseResult parsed, List<String> jmh) {
    List<String> words = new ArrayList<>();
    for (OptionSpec option : new LinkedHashSet<>(parsed.matchedOptions())) {
      if (!Set.of(OUT, RESUME).contains(option.longestName())) {
        if (option.arity().max() == 0) {
          words.add(option.longestName());
        } else {
          option
              .originalStringValues()
              .forEach(v -> words.addAll(List.of(option.longestName(), v)));
        }
      }
    }
    words.addAll(jmh);
    return words;
  }
}
