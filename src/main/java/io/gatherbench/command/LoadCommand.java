package io.gatherbench.command;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.compare.IncomparableException;
import io.gatherbench.load.LoadAnswer;
import io.gatherbench.load.LoadRequest;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanFile;
import io.gatherbench.plan.StoppingRule;
import io.gatherbench.report.page.ReportFiles;
import io.gatherbench.report.page.ReportReader;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.RunTable;
import io.gatherbench.report.text.ValiditySummary;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.output.ShellWord;
import io.gatherbench.run.ForkSetup;
import io.gatherbench.run.PlanRun;
import io.gatherbench.run.PlanRuns;
import io.gatherbench.run.jdk.TemporaryFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  private static final String REPORT = "report";
  private static final int DEFAULT_ROUNDS = 4;

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
  private String slo = "none";

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "How long requests arrive at each rate; default 8s.")
  private String duration = "8s";

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Connections that are opened before; requests beyond them wait; default 512.")
  private String connections = "512";

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "A request that takes longer has failed; default 10s.")
  private String timeout = "10s";

  @Mixin private RunOptions.WithJdks options;
  @Unmatched private List<String> jmh = new ArrayList<>();
  @Spec private CommandSpec spec;

  LoadCommand(Console console) {
    this.console = console;
    this.out = console.out();
  }

  @Override
  public Integer call() throws UnusableInputException {
    options.check();
    boolean resumes = options.resume != null;
    UsageErrors.conflict("--resume", resumes, "--rounds", options.givenRounds() > 0);
    TemporaryFolder.check();
    List<String> arguments = RunOptions.recognised(spec.commandLine().getParseResult(), jmh);
    try {
      return resumes ? resume(arguments) : begin(request(arguments));
    } catch (IOException | IncomparableException e) {
      throw new UnusableInputException("load cannot continue: " + e.getMessage());
    }
  }

  LoadRequest request(List<String> arguments) throws UnusableInputException {
    return new LoadRequest(
        arguments,
        List.copyOf(jmh),
        Map.of("slo", slo, "duration", duration, "connections", connections, "timeout", timeout),
        LoadRequest.rates(rates),
        options.settings(DEFAULT_ROUNDS, true));
  }

  private int begin(LoadRequest request)
      throws UnusableInputException, IOException, IncomparableException {
    return run(request, PlanRuns.begin(request.first(options.variants()), options.out, "load"));
  }

  private int resume(List<String> arguments)
      throws UnusableInputException, IOException, IncomparableException {
    String other = "a run of load; for this one: that of its command";
    PlanRun run = options.resumed(arguments, plan -> LoadRequest.isOf(plan) ? "" : other);
    List<String> begun = run.plan().arguments();
    LoadCommand planned = Main.parsed(console, "load", begun, LoadCommand.class);
    return run(planned.request(begun), run);
  }

  /** Runs what is missing of a plan and, if that is a search, of the one that follows from it. */
  private int run(LoadRequest request, PlanRun first)
      throws UnusableInputException, IOException, IncomparableException {
    Path whole = first.folder();
    if (!LoadRequest.isSearch(first.plan())) {
      return measure(first, whole);
    }
    Plan plan = first.plan();
    List<Row> found;
    try (PlanRun run = first) {
      String later = Console.minutes(request.foreseenSeconds(plan));
      out.println("Search for the rates that are sustained, before measurements of " + later + ":");
      OptionalInt ended = complete(run, whole);
      if (ended.isPresent()) {
        return ended.getAsInt();
      }
      found = run.measured();
    }
    LoadAnswer.sustained(CellAggregator.summaries(found)).forEach(out::println);
    if (HeadlineCommand.anyVoid(found)) {
      ValiditySummary.lines(found).forEach(out::println);
      return Main.SOMETHING_VOID;
    }
    Path folder = whole.resolve(RATES);
    return measure(
        Files.exists(folder.resolve(PlanFile.NAME))
            ? PlanRuns.resume(folder, request.arguments(), false)
            : PlanRuns.begin(request.measurements(plan.variants(), found), folder, "load"),
        whole);
  }

  private int measure(PlanRun opened, Path whole)
      throws UnusableInputException, IOException, IncomparableException {
    try (PlanRun run = opened) {
      OptionalInt ended = complete(run, whole);
      return ended.isPresent() ? ended.getAsInt() : conclude(run, whole);
    }
  }

  private OptionalInt complete(PlanRun run, Path whole) throws UnusableInputException, IOException {
    PlanCommandRun.describe(run, List.of()).forEach(out::println);
    PlanCommandRun.extent(run).forEach(out::println);
    out.flush();
    return new PlanCommandRun(
            console,
            "load --resume " + ShellWord.quoted(whole),
            () -> RunTable.lines(run.measured()))
        .complete(run, StoppingRule.NO_FURTHER_ROUNDS, ForkSetup.UNPROFILED);
  }

  private int conclude(PlanRun run, Path whole)
      throws UnusableInputException, IOException, IncomparableException {
    List<Row> rows = run.measured();
    LoadAnswer answer =
        new LoadAnswer(PlanCommandRun.measured(run, ComparisonSpec.usual()).cells());
    List<String> lines = new ArrayList<>();
    answer.sentences().forEach(sentence -> lines.addAll(LineWrap.lines(sentence)));
    lines.add("");
    lines.addAll(RunTable.lines(rows));
    lines.addAll(LineWrap.lines(answer.knees()));
    Path report = whole.resolve(REPORT);
    List<Path> measured = List.of(run.folder());
    ReportFiles.write(
        ReportReader.read(measured, Optional.empty(), report, ReportCommand.strategies()),
        report,
        false);
    return console.conclude(
        run,
        rows,
        lines,
        List.of(
            "Rows: " + run.folder() + "   picture and page: " + report,
            "Next: java -jar benchmarks.jar compare "
                + ShellWord.quoted(run.folder())
                + "/*.csv --by strategy"));
  }
}
