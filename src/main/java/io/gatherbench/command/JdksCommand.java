package io.gatherbench.command;

import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.compare.DecidedRule;
import io.gatherbench.compare.IncomparableException;
import io.gatherbench.first.FirstRequest;
import io.gatherbench.gate.PlanComparison;
import io.gatherbench.load.LoadRequest;
import io.gatherbench.next.NextPlan;
import io.gatherbench.next.NextRequest;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.Shard;
import io.gatherbench.plan.StoppingRule;
import io.gatherbench.plan.Variant;
import io.gatherbench.report.comparison.ComparisonFormat;
import io.gatherbench.report.text.HeadlineTable;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.RunTable;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.output.ShellWord;
import io.gatherbench.run.ForkSetup;
import io.gatherbench.run.Pinning;
import io.gatherbench.run.PlanRun;
import io.gatherbench.run.PlanRuns;
import io.gatherbench.run.jdk.JdkFinder;
import io.gatherbench.run.jdk.TemporaryFolder;
import io.gatherbench.run.jdk.VariantParser;
import io.gatherbench.run.jmh.Headline;
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

/** {@code jdks}: one plan on several JDKs, their forks interleaved, and the comparison. */
@Command(
    customSynopsis = "java -jar benchmarks.jar jdks [OPTIONS] [JMH options]",
    description = {
      "Runs one plan on several JDKs and compares them.",
      "Forks are interleaved: each round runs every cell once on every variant, in an order shuffled",
      "by a printed seed, against one stub. Each fork's rows are on disk when it ends."
    },
    footer = {
      "JMH's options as in the default command: -p NAME=VALUE[,VALUE…], -i, -r, -wi, -w, …",
      "Example: --jdk old=/opt/jdk-21 --jdk 'zgc=/opt/jdk-25 -XX:+UseZGC'",
      "Example: --jar theirs.jar 'Parse.*' --jdk /opt/jdk-21 --jdk /opt/jdk-25 -wi 5 -i 5",
      "",
      "Exit status: 0 done, 1 something is void, 2 unusable input, 74 output cannot be written; 130 and",
      "143 stopped by a signal."
    })
final class JdksCommand implements Callable<Integer> {

  private static final int DEFAULT_ROUNDS = 10;

  private final Console console;

  @Option(
      names = "--jdk",
      paramLabel = "'[NAME=]PATH [FLAGS]'",
      description =
          "A JDK, and flags for its forks; repeated; the first is the baseline. Default: "
              + "all of 17 or later that are found, the oldest first.")
  private List<String> jdks = List.of();

  @Option(
      names = "--plan",
      paramLabel = "NAME",
      description =
          "headline (default), full, next (what changes between two JDKs), next-full, or a "
              + "regular expression of benchmarks.")
  private String plan = Headline.NAME;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      converter = OptionValues.Part.class,
      description =
          "The I-th of N parts of the cells, from 1; or N alone where JOB_COMPLETION_INDEX "
              + "tells the part, from 0.")
  private Shard shard = Shard.WHOLE;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description =
          "Another program's JMH jar: its benchmarks that match a regular expression among JMH's "
              + "options, instead of a plan.")
  private Path jar;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description =
          "With --jar: rows of an earlier run on this machine, or JSON of JMH's, as the baseline.")
  private Optional<Path> baseline = Optional.empty();

  @Option(
      names = "--cpus",
      paramLabel = "N",
      converter = OptionValues.Count.class,
      description =
          "Processors that each fork has and sees; the stub has the others, or shares these where "
              + "there are no others. Default: client and stub share all.")
  private int cpus;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      converter = OptionValues.Heap.class,
      description = "The largest heap of each fork, such as 256m, as its flag -Xmx.")
  private String heap = "";

  @Mixin private RunOptions.WithCosts options;
  @Unmatched private List<String> jmh = new ArrayList<>();
  @Spec private CommandSpec spec;

  /** Why JDKs that were found are left out, a line each. */
  private final List<String> unusable = new ArrayList<>();

  JdksCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws UnusableInputException {
    TemporaryFolder.check();
    check();
    if (NextPlan.isNamed(plan) || NextPlan.isIn(options.resume)) {
      return next();
    }
    try (PlanRun run = open()) {
      List<String> begun = run.plan().ofOtherJars() ? run.plan().arguments() : List.of();
      PlanComparison comparison =
          Main.parsed(console, "jdks", begun, JdksCommand.class).comparison();
      PlanCommandRun.announce(console, run, unusable);
      StoppingRule rule = PlanCommandRun.rule(run.plan());
      OptionalInt ended =
          new PlanCommandRun(
                  console,
                  NextPlan.resuming("jdks", run.folder()),
                  () -> run.done() == 0 ? List.of() : compared(run, comparison))
              .complete(run, rule, ForkSetup.UNPROFILED);
      return ended.isPresent() ? ended.getAsInt() : conclude(run, rule, comparison);
    } catch (IOException e) {
      throw new UnusableInputException("jdks cannot continue: " + e.getMessage());
    }
  }

  private int next() throws UnusableInputException {
    List<String> given = RunOptions.recognised(spec.commandLine().getParseResult(), List.of());
    if (options.resume != null
        && (options.givenRounds() > 0 || given.size() + jmh.size() + jdks.size() > 0)) {
      throw new UnusableInputException(
          "--resume",
          options.resume.toString(),
          "no other option with a run of --plan next; for more rounds, the folder of a part");
    }
    try {
      NextRequest request = NextRequest.of(jdks, options.givenRounds(), given, jmh);
      NextPlan all =
          options.resume != null
              ? NextPlan.resume(options.resume)
              : NextPlan.begin(plan, request, options.out);
      return all.run(new Main(console, Console::isPipe)::run, console.out()::println);
    } catch (IOException e) {
      throw new UnusableInputException("jdks cannot continue: " + e.getMessage());
    }
  }

  private void check() throws UnusableInputException {
    options.check(0);
    UsageErrors.conflict("--jar", jar != null, "--plan", !plan.equals(Headline.NAME));
    UsageErrors.conflict(
        "--jar", jar != null, "--pinning or --no-costs", options.pinned || options.noCosts);
    UsageErrors.conflict("--jar", jar != null, "--cpus", cpus > 0);
    UsageErrors.conflict("--baseline", baseline.isPresent(), "--until", options.untilDecided());
    if (baseline.isPresent() && jar == null) {
      throw new UnusableInputException("--baseline", baseline.get().toString(), "with --jar");
    }
    comparison().check();
  }

  private PlanComparison comparison() {
    return new PlanComparison(baseline, ComparisonSpec.DEFAULT_THRESHOLD);
  }

  PlanRequest request() throws UnusableInputException {
    if (plan.isBlank()) {
      throw new UnusableInputException(
          "--plan", plan, "headline, full, next, next-full, or a regular expression");
    }
    return new PlanRequest(
        RunOptions.recognised(spec.commandLine().getParseResult(), jmh),
        jar == null ? plan : "",
        List.copyOf(jmh),
        options.settings(shard, DEFAULT_ROUNDS, pinning(), 0),
        options.pinned || jar == null && plan.equals(Headline.NAME) && !options.noCosts,
        false);
  }

  private Pinning pinning() throws UnusableInputException {
    return cpus == 0 ? Pinning.NONE : Pinning.ofCpus(cpus);
  }

  private PlanRun open() throws UnusableInputException, IOException {
    PlanRequest request = request();
    if (options.resume != null) {
      return options.resumed(request.arguments(), JdksCommand::otherThan);
    }
    List<String> flags = new ArrayList<>(Relauncher.userFlags().forPlan());
    if (!heap.isEmpty()) {
      flags.add("-Xmx" + heap);
    }
    List<Variant> variants = pinning().probe(() -> variants(flags));
    if (variants.isEmpty()) {
      String leftOut = unusable.isEmpty() ? "" : " (left out: " + String.join("; ", unusable) + ")";
      throw new UnusableInputException(
          "no JDK of 17 or later was found; allowed: --jdk PATH" + leftOut);
    }
    String path = jar == null ? "" : jar.toAbsolutePath().toString();
    List<Variant> running =
        variants.stream().map(v -> new Variant(v.name(), v.jdk(), v.flags(), path)).toList();
    return PlanRuns.begin(PlanRuns.plan(request, running), options.out, "jdks");
  }

  /** Returns what is to be resumed, and how a plan of another command is; empty for one of jdks. */
  private static String otherThan(Plan plan) {
    boolean isFirst = FirstRequest.isOf(plan);
    boolean isGate = plan.arguments().contains("--base");
    return isFirst || isGate || LoadRequest.isSearch(plan)
        ? "a run of jdks; for this one: %s --resume"
            .formatted(isFirst ? "first" : isGate ? "gate" : "load")
        : "";
  }

  private List<Variant> variants(List<String> flags) throws UnusableInputException {
    Path home = Path.of(System.getProperty("user.home"));
    return jdks.isEmpty()
        ? VariantParser.found(
            new JdkFinder(System.getenv(), home, Path.of("/")).homes(), flags, unusable::add)
        : VariantParser.of(jdks, flags);
  }

  /** Returns the comparison of what is done; nothing if there is but one variant. */
  private static List<String> compared(PlanRun run, PlanComparison comparison) throws IOException {
    if (!comparison.isPossible(run)) {
      return List.of();
    }
    try {
      return ComparisonFormat.TEXT.lines(comparison.of(run));
    } catch (IncomparableException | UnusableInputException e) {
      return LineWrap.lines("Not compared: " + e.getMessage());
    }
  }

  private int conclude(PlanRun run, StoppingRule rule, PlanComparison comparison)
      throws IOException {
    List<Row> rows = run.measured();
    List<String> answer = new ArrayList<>(compared(run, comparison));
    if (!comparison.isPossible(run)) {
      answer.addAll(RunTable.lines(rows));
      answer.add("");
    }
    List<String> next = new ArrayList<>();
    for (Variant variant : run.plan().variants()) {
      HeadlineTable.pinned(run.measured(variant))
          .ifPresent(pinned -> next.add(variant.name() + ": " + pinned));
    }
    if (rule instanceof DecidedRule decided) {
      next.addAll(LineWrap.lines(decided.outcome(run.open(rule), rows)));
    }
    String folder = ShellWord.quoted(run.folder());
    next.add("Rows: " + run.folder());
    boolean strategies =
        rows.stream().map(Row::strategy).filter(name -> !name.isEmpty()).distinct().count() > 1;
    String last = strategies ? "compare " + folder + "/*.csv --by strategy" : "report " + folder;
    next.add("Next: java -jar benchmarks.jar " + last);
    return console.conclude(run, rows, answer, next);
  }
}
