package io.gatherbench.command;

import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.compare.IncomparableException;
import io.gatherbench.compare.Verdict;
import io.gatherbench.gate.GateJudge;
import io.gatherbench.gate.PlanComparison;
import io.gatherbench.plan.Shard;
import io.gatherbench.plan.Variant;
import io.gatherbench.report.comparison.ComparisonFormat;
import io.gatherbench.report.text.ValiditySummary;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.output.ShellWord;
import io.gatherbench.run.ForkSetup;
import io.gatherbench.run.Pinning;
import io.gatherbench.run.PlanRun;
import io.gatherbench.run.PlanRuns;
import io.gatherbench.run.jdk.JdkProbe;
import io.gatherbench.run.jdk.TemporaryFolder;
import io.gatherbench.run.jdk.VariantParser;
import io.gatherbench.run.jmh.PlanRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code gate}: two revisions of a JMH jar on one JDK, and whether the new one is slower. */
@Command(
    customSynopsis =
        "java -jar benchmarks.jar gate --base OLD.jar --head NEW.jar [REGEX] [OPTIONS] [JMH options]",
    description = {
      "Runs the benchmarks that two JMH jars have in common and fails if one is slower in the new jar.",
      "Forks are interleaved as by jdks; each is run by the JMH of its jar."
    },
    footer = {
      "JMH's options as in the default command: -p NAME=VALUE[,VALUE…], -i, -r, -wi, -w, …",
      "",
      "Exit status: 0 passed, 1 something is slower, 2 unusable input, or nothing could be judged; 74",
      "output cannot be written; 130 and 143 stopped by a signal."
    })
final class GateCommand implements Callable<Integer> {

  private static final int DEFAULT_ROUNDS = 10;

  private final Console console;

  @Option(names = "--base", paramLabel = "JAR", description = "The JMH jar to compare with.")
  private Path base;

  @Option(names = "--head", paramLabel = "JAR", description = "The JMH jar that is judged.")
  private Path head;

  @Option(
      names = "--jdk",
      paramLabel = "'PATH [FLAGS]'",
      description = "The JDK of the forks, and their flags. Default: the JDK of this command.")
  private String jdk = JdkProbe.ownExecutable();

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      converter = CompareCommand.Threshold.class,
      description = "Differences up to this do not matter; default 3%%.")
  private double threshold = ComparisonSpec.DEFAULT_THRESHOLD;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "text, markdown, csv, json; default text. All but text have what is said of the run on "
              + "standard error.")
  private ComparisonFormat format = ComparisonFormat.TEXT;

  @Mixin private RunOptions.WithRules options;
  @Unmatched private List<String> jmh = new ArrayList<>();
  @Spec private CommandSpec spec;

  GateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws UnusableInputException {
    TemporaryFolder.check();
    options.check(0);
    try (PlanRun run = open()) {
      GateCommand begun = Main.parsed(console, "gate", run.plan().arguments(), GateCommand.class);
      return begun.run(run);
    } catch (IOException | IncomparableException e) {
      throw new UnusableInputException("gate can judge nothing: " + e.getMessage());
    }
  }

  private PlanRun open() throws UnusableInputException, IOException {
    List<String> arguments = RunOptions.recognised(spec.commandLine().getParseResult(), jmh);
    if (options.resume != null) {
      String other = "a run of gate; for this one: jdks --resume";
      return options.resumed(arguments, plan -> plan.arguments().contains("--base") ? "" : other);
    }
    if (base == null || head == null) {
      throw new UnusableInputException("gate needs --base JAR and --head JAR");
    }
    if (options.rounds != null && options.rounds < Verdict.FORKS_FOR_A_VERDICT) {
      throw new UnusableInputException(
          "--rounds",
          options.rounds.toString(),
          Verdict.FORKS_FOR_A_VERDICT + " or more, which a verdict needs");
    }
    Variant forks = VariantParser.of(List.of(jdk), Relauncher.userFlags().forPlan()).get(0);
    List<Variant> variants = List.of(variant("base", forks, base), variant("head", forks, head));
    PlanRequest request =
        new PlanRequest(
            arguments,
            "",
            List.copyOf(jmh),
            options.settings(Shard.WHOLE, DEFAULT_ROUNDS, Pinning.NONE, 0),
            false,
            false);
    return PlanRuns.begin(PlanRuns.plan(request, variants), options.out, "gate");
  }

  private static Variant variant(String name, Variant forks, Path jar) {
    return new Variant(name, forks.jdk(), forks.flags(), jar.toAbsolutePath().toString());
  }

  private int run(PlanRun run) throws UnusableInputException, IOException, IncomparableException {
    Console shown =
        format == ComparisonFormat.TEXT ? console : new Console(console.err(), console.err());
    PlanCommandRun.announce(shown, run, List.of());
    OptionalInt ended =
        new PlanCommandRun(
                shown,
                "gate --resume " + ShellWord.quoted(run.folder()),
                PlanCommandRun.Interim.NOTHING)
            .complete(run, PlanCommandRun.rule(run.plan(), threshold), ForkSetup.UNPROFILED);
    if (ended.isPresent()) {
      return ended.getAsInt();
    }
    run.drift().ifPresent(shown::drift);
    ValiditySummary.lines(run.measured()).forEach(shown.out()::println);
    shown.out().println("Rows: " + run.folder());
    shown.out().println();
    return judged(run);
  }

  private int judged(PlanRun run)
      throws UnusableInputException, IOException, IncomparableException {
    Comparison comparison = new PlanComparison(Optional.empty(), threshold).of(run);
    format.lines(comparison).forEach(console.out()::println);
    GateJudge judge = new GateJudge("gate", "", List.of(GateJudge.Gate.SLOWER), false);
    try {
      return CompareCommand.conclude(console, format, judge.judge(comparison));
    } catch (UnusableInputException e) {
      CompareCommand.conclude(console, format, judge.outcome(true, "could judge nothing"));
      throw e;
    }
  }
}
