package io.gatherbench.command;

import io.gatherbench.command.OptionValues.Folder;
import io.gatherbench.command.OptionValues.Seed;
import io.gatherbench.command.OptionValues.WholeNumber;
import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.load.LoadPicture;
import io.gatherbench.load.LoadRequest;
import io.gatherbench.load.LoadTable;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanFile;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.Shard;
import io.gatherbench.plan.StoppingRule;
import io.gatherbench.plan.Variant;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.ValiditySummary;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.output.WholeFile;
import io.gatherbench.run.ForkSetup;
import io.gatherbench.run.PlanRun;
import io.gatherbench.run.PlanRuns;
import io.gatherbench.run.jdk.JdkProbe;
import io.gatherbench.run.jdk.TemporaryFolder;
import io.gatherbench.run.jdk.VariantParser;
import io.gatherbench.run.jmh.Planner;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code load}: response time and cost over the rate of arrivals. */
@Command(
    customSynopsis = "java -jar benchmarks.jar load [OPTIONS] [JMH options]",
    description = {
      "Measures strategies at given rates of arrivals, with the waiting counted.",
      "First it finds the highest rate that each sustains: answers keep up with arrivals, at most 1 %%",
      "fails, requests are released in time, and --slo is met, in short runs by bisection. Then all",
      "are measured at 10, 25, 50, 75 and 90 %% of the lowest of these rates; SEQUENTIAL, which is one",
      "server with a queue, at those shares of its own."
    },
    footer = {
      "JMH's options as in the default command: -p NAME=VALUE[,VALUE…], such as -p strategy=, -p client=,",
      "-p latency=10ms, -p poolSize=200, -p arrivals=even.",
      "",
      "Exit status: 0 done, 1 something is void, 2 unusable input, 74 output cannot be written; 130 and",
      "143 stopped by a signal."
    })
final class LoadCommand implements Callable<Integer> {

  private static final String RATES = "rates";
  private static final int MOST_SEED = 1_000_000;

  private final Console console;
  private final PrintStream out;

  @Option(
      names = "--rate",
      paramLabel = "N/s",
      description = "Arrivals a second, such as 1000/s; repeated; then nothing is searched.")
  private List<String> rates = List.of();

  @Option(
      names = "--slo",
      paramLabel = "pN=TIME",
      description =
          "What a sustained rate keeps, such as p99=50ms: p50, p90, p99 or p99.9 of the response time.")
  private String slo;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "How long requests arrive at each rate; default 8s.")
  private String duration;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Connections that are opened before; requests beyond them wait; default 512.")
  private String connections;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "A request that takes longer has failed; default 10s.")
  private String timeout;

  @Option(
      names = "--jdk",
      paramLabel = "'[NAME=]PATH [FLAGS]'",
      description =
          "A JDK, and flags for its forks; repeated: all at equal rates. Default: the JDK of this "
              + "command.")
  private List<String> jdks = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      converter = Rounds.class,
      description = "Forks of each line on each JDK; default 4.")
  private int rounds = 4;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Seed.class,
      description = "Seed of the order of forks; default random.")
  private Long seed;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      converter = Folder.class,
      description = "An empty folder; default results/<date>-<host>-load.")
  private Path folder;

  @Option(
      names = "--resume",
      paramLabel = "FOLDER",
      converter = Folder.class,
      description = "Resumes the interrupted run in a folder: measures what is missing.")
  private Path resume;

  @Unmatched private List<String> jmh = new ArrayList<>();
  @Spec private CommandSpec spec;

  static final class Rounds extends WholeNumber {
    Rounds() {
      super(1, 1_000);
    }
  }

  LoadCommand(Console console) {
    this.console = console;
    this.out = console.out();
  }

  @Override
  public Integer call() throws UnusableInputException {
    UsageErrors.conflict("--resume", resume != null, "--out", folder != null);
    TemporaryFolder.check();
    List<String> arguments = PlanOptions.recognised(spec.commandLine().getParseResult(), jmh);
    try {
      return resume == null ? begin(request(arguments)) : resume(arguments);
    } catch (IOException e) {
      throw new UnusableInputException("load cannot continue: " + e.getMessage());
    }
  }

  LoadRequest request(List<String> arguments) throws UnusableInputException {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("slo", slo);
    parameters.put("duration", duration);
    parameters.put("connections", connections);
    parameters.put("timeout", timeout);
    parameters.values().removeIf(Objects::isNull);
    List<Integer> numbers = new ArrayList<>();
    for (String rate : rates) {
      if (!rate.matches("[1-9]\\d{0,5}/s")) {
        throw new UnusableInputException("--rate", rate, "arrivals a second, such as 1000/s");
      }
      numbers.add(Integer.valueOf(rate.replace("/s", "")));
    }
    long order = seed != null ? seed : RandomGenerator.getDefault().nextInt(MOST_SEED);
    return new LoadRequest(
        arguments,
        List.copyOf(jmh),
        parameters,
        numbers,
        PlanSettings.rounds(order, rounds, Shard.WHOLE, 0, true));
  }

  private int begin(LoadRequest request) throws UnusableInputException, IOException {
    List<String> named = jdks.isEmpty() ? List.of(JdkProbe.ownExecutable()) : jdks;
    List<Variant> variants = VariantParser.of(named, Relauncher.forkFlags());
    Plan plan =
        request.rates().isEmpty() ? request.search(variants) : request.measurements(variants);
    return run(request, PlanRuns.begin(plan, folder, "load"));
  }

  private int resume(List<String> arguments) throws UnusableInputException, IOException {
    PlanRun run = PlanRuns.resume(resume, arguments, false);
    List<String> words = new ArrayList<>(List.of("load"));
    words.addAll(run.plan().arguments());
    CommandSpec parsed =
        Main.commandLine(console)
            .parseArgs(words.toArray(String[]::new))
            .subcommand()
            .commandSpec();
    return run(((LoadCommand) parsed.userObject()).request(run.plan().arguments()), run);
  }

  /** Runs what is missing of a plan and, if that is a search, of the one that follows from it. */
  private int run(LoadRequest request, PlanRun first) throws UnusableInputException, IOException {
    Path whole = first.folder();
    Plan plan = first.plan();
    List<Row> rows;
    try (PlanRun run = first) {
      rows = run(run, whole);
      if (rows.isEmpty() || run.stubDeath().isPresent()) {
        return run.isStopping() ? Main.KILLED : Main.SOMETHING_VOID;
      }
    }
    if (!LoadRequest.isSearch(plan)) {
      return conclude(whole, whole, rows);
    }
    LoadTable.sustained(CellAggregator.summaries(rows)).forEach(out::println);
    if (HeadlineCommand.anyVoid(rows)) {
      ValiditySummary.lines(rows).forEach(out::println);
      return Main.SOMETHING_VOID;
    }
    Path measured = whole.resolve(RATES);
    try (PlanRun run =
        Files.exists(measured.resolve(PlanFile.NAME))
            ? PlanRuns.resume(measured, request.arguments(), false)
            : PlanRuns.begin(request.measurements(plan.variants(), rows), measured, "load")) {
      rows = run(run, whole);
      if (rows.isEmpty() || run.stubDeath().isPresent()) {
        return run.isStopping() ? Main.KILLED : Main.SOMETHING_VOID;
      }
    }
    return conclude(whole, measured, rows);
  }

  /** Runs a plan; returns its rows, none if it was stopped. */
  private List<Row> run(PlanRun run, Path whole) throws UnusableInputException, IOException {
    announce(run);
    if (!run.isComplete(StoppingRule.NO_FURTHER_ROUNDS)) {
      new PlanCommandRun(
              console,
              "load --resume " + whole,
              PlanCommandRun.Interim.NOTHING,
              PlanCommandRun.Interim.NOTHING)
          .run(run, StoppingRule.NO_FURTHER_ROUNDS, ForkSetup.UNPROFILED);
    }
    return run.isStopping() ? List.of() : run.measured();
  }

  private void announce(PlanRun run) throws UnusableInputException {
    Plan plan = run.plan();
    for (Variant variant : plan.variants()) {
      out.println("JDK      " + variant.name() + ": " + variant.jdk().vm());
    }
    Planner.leftOut(plan).forEach(line -> out.println("Left out " + line));
    Relauncher.userFlags().remark().ifPresent(line -> out.println("Flags    " + line));
    run.remarks().forEach(remark -> out.println("Plan     " + remark));
    out.println("Folder   " + run.folder());
    out.printf(
        Locale.ROOT,
        "%s: %s, %s (seed %d), %d of %d forks done, %s.%n",
        LoadRequest.isSearch(plan) ? "Search for sustained rates" : "Measurements",
        Console.counted(plan.cells().size(), "line"),
        Console.counted(plan.settings().rounds(), "round"),
        plan.settings().seed(),
        run.done(),
        run.total(),
        Console.minutes(run.foreseenSeconds()));
    out.flush();
  }

  private int conclude(Path whole, Path measured, List<Row> rows) throws IOException {
    List<CellSummary> cells = CellAggregator.summaries(rows);
    out.println();
    LoadTable.lines(cells).forEach(out::println);
    out.println();
    ValiditySummary.lines(rows).forEach(out::println);
    Path picture = whole.resolve("load.svg");
    WholeFile.write(picture, LoadPicture.draw(cells));
    out.println("Rows: " + measured + "   picture: " + picture);
    LineWrap.lines("Next: java -jar benchmarks.jar compare " + measured + "/*.csv --by strategy")
        .forEach(out::println);
    out.flush();
    return HeadlineCommand.anyVoid(rows) ? Main.SOMETHING_VOID : Main.DONE;
  }
}
