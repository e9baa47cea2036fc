package io.gatherbench.command;

import io.gatherbench.command.OptionValues.Folder;
import io.gatherbench.command.OptionValues.Seed;
import io.gatherbench.command.OptionValues.WholeNumber;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.Shard;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.Pinning;
import io.gatherbench.run.PlanRun;
import io.gatherbench.run.PlanRuns;
import io.gatherbench.run.jdk.JdkProbe;
import io.gatherbench.run.jdk.VariantParser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Options of all commands that run a plan in rounds: how often, in which order, and where. */
class RunOptions {

  private static final int MOST_SEED = 1_000_000;

  private static final String OUT = "--out";
  private static final String RESUME = "--resume";

  @Option(
      names = "--rounds",
      paramLabel = "N",
      converter = OptionValues.Count.class,
      description =
          "Forks of each cell on each variant; default 4, with --precision 5, with --until 20, with jdks "
              + "and gate 10, with first 20.")
  Integer rounds;

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
          "Folder for what is measured; default results/<date>-<host>, with jdks, gate, load or first "
              + "<that>-jdks and so on.")
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
  int forkLimit;

  private static final class Limit extends WholeNumber {
    Limit() {
      super(1, 86_400);
    }
  }

  /** Refuses what cannot be combined. */
  final void check() throws UnusableInputException {
    UsageErrors.conflict(RESUME, resume != null, OUT, out != null);
  }

  /** Returns the seed that was given, or a random one. */
  final long seed() {
    return seed != null ? seed : RandomGenerator.getDefault().nextInt(MOST_SEED);
  }

  /** Returns the number of rounds that the command line gives; 0 if it gives none. */
  int givenRounds() {
    return rounds == null ? 0 : rounds;
  }

  /**
   * Resumes the run that the command line names.
   *
   * @param arguments the command line without what says to resume
   * @param otherwise returns what is allowed instead of a plan; empty if that is the command's own
   */
  final PlanRun resumed(List<String> arguments, Function<Plan, String> otherwise)
      throws UnusableInputException, IOException {
    PlanRuns.refuseOthers(resume, otherwise);
    return PlanRuns.resume(resume, arguments, false, givenRounds());
  }

  /** Returns the words by which a resumed run is recognised: options as given, then JMH's words. */
  static List<String> recognised(ParseResult parsed, List<String> jmh) {
    List<String> words = new ArrayList<>();
    for (OptionSpec option : new LinkedHashSet<>(parsed.matchedOptions())) {
      boolean moreRounds =
          parsed.hasMatchedOption(RESUME) && option.longestName().equals("--rounds");
      if (!Set.of(OUT, RESUME).contains(option.longestName()) && !moreRounds) {
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

  /** Options of the commands that run on the JDK of the command itself unless others are given. */
  static final class WithJdks extends RunOptions {

    /** Before those of the command, whose order is -1. */
    private static final int FIRST = -2;

    @Option(
        names = "--jdk",
        order = FIRST,
        paramLabel = "'[NAME=]PATH [FLAGS]'",
        description =
            "A JDK, and flags for its processes; repeated: interleaved. Default: the JDK of this "
                + "command.")
    private List<String> jdks = List.of();

    PlanSettings settings(int defaultRounds, boolean costs) {
      int count = rounds == null ? defaultRounds : rounds;
      return PlanSettings.rounds(seed(), count, Shard.WHOLE, forkLimit, costs);
    }

    List<Variant> variants() throws UnusableInputException {
      List<String> named = jdks.isEmpty() ? List.of(JdkProbe.ownExecutable()) : jdks;
      return VariantParser.of(named, Relauncher.userFlags().forPlan());
    }
  }

  /** Options of the commands that may end by a rule. */
  static class WithRules extends RunOptions {

    private static final String UNTIL = "--until";
    private static final String MAX_TIME = "--max-time";
    private static final int DEFAULT_LAST_LOOK = 20;
    private static final int LEAST_LAST_LOOK = 8;
    private static final int MOST_LAST_LOOK = 200;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
        names = UNTIL,
        paramLabel = "decided",
        converter = Decided.class,
        description =
            "Runs until all verdicts are reached, looked at after each round from the 6th to the "
                + "last, which is --rounds (then default 20) or what --max-time allows.")
    private String until;

    @Option(
        names = MAX_TIME,
        paramLabel = "TIME",
        converter = MaxTime.class,
        description = "How long a run with --until may take, or one with --precision (then 30m).")
    private Duration maxTime;

    private static final class Decided implements ITypeConverter<String> {
      @Override
      public String convert(String value) {
        if (!value.equals("decided")) {
          throw new IllegalArgumentException("decided");
        }
        return value;
      }
    }

    private static final class MaxTime extends OptionValues.Time {
      static final Duration DEFAULT = Duration.ofMinutes(30);

      MaxTime() {
        super("[smh]", 1, Long.MAX_VALUE, "a whole number with s, m or h, such as 20m");
      }
    }

    /** Returns whether to measure what the work costs besides time. */
    boolean costs() {
      return true;
    }

    /** Returns whether the run ends by its verdicts. */
    final boolean untilDecided() {
      return until != null;
    }

    /** Refuses what cannot be combined; {@code precision} is 0 without {@code --precision}. */
    void check(double precision) throws UnusableInputException {
      check();
      UsageErrors.conflict(UNTIL, until != null, "--precision", precision > 0);
      if (maxTime != null && until == null && precision == 0) {
        throw new UnusableInputException(
            MAX_TIME, given(MAX_TIME), "with --until decided or --precision");
      }
      if (until != null
          && rounds != null
          && (rounds < LEAST_LAST_LOOK || rounds > MOST_LAST_LOOK)) {
        String allowed = LEAST_LAST_LOOK + " to " + MOST_LAST_LOOK + " with --until decided";
        throw new UnusableInputException("--rounds", "" + rounds, allowed);
      }
    }

    private String given(String option) {
      return spec.commandLine()
          .getParseResult()
          .matchedOption(option)
          .originalStringValues()
          .get(0);
    }

    PlanSettings settings(Shard shard, int defaultRounds, Pinning pinning, double precision) {
      int given = rounds != null ? rounds : until != null ? DEFAULT_LAST_LOOK : defaultRounds;
      Duration timeLimit =
          maxTime != null ? maxTime : precision > 0 ? MaxTime.DEFAULT : Duration.ZERO;
      return new PlanSettings(
          seed(),
          until != null ? PlanSettings.FIRST_LOOK : given,
          shard,
          forkLimit,
          costs(),
          pinning.toString(),
          precision,
          (int) timeLimit.toSeconds(),
          until != null ? given : 0);
    }
  }

  /** Options of those of them that measure gatherbench's benchmarks: the default one and jdks. */
  static final class WithCosts extends WithRules {

    @Option(
        names = "--pinning",
        description =
            "Counts in a further fork of each cell how often virtual threads are pinned; jdks does so "
                + "for the headline plan anyway.")
    boolean pinned;

    @Option(
        names = "--no-costs",
        description =
            "Measures times only, without processor time, allocation, threads and memory.")
    boolean noCosts;

    @Override
    boolean costs() {
      return !noCosts;
    }
  }
}
