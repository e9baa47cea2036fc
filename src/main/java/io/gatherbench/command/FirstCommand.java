package io.gatherbench.command;

import io.gatherbench.first.FirstAnswer;
import io.gatherbench.first.FirstFork;
import io.gatherbench.first.FirstRequest;
import io.gatherbench.first.StartMode;
import io.gatherbench.next.NextPlan;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.output.ShellWord;
import io.gatherbench.run.PlanRun;
import io.gatherbench.run.PlanRuns;
import io.gatherbench.run.jdk.TemporaryFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code first}: how long a process takes from its start to its first answer and gather. */
@Command(
    customSynopsis = "java -jar benchmarks.jar first [OPTIONS]",
    description = {
      "Times cold starts: to the first answer, to the first gather, until settled.",
      "A start is that of a JVM in a process of its own, without JMH: virtual threads over",
      "java.net.http, a pool over Apache, an event loop over Vert.x; plain and with an archive of",
      "classes (AppCDS, from JDK 25 on an AOT cache), which a training run makes before. The first 5",
      "processes of a cell run on, which shows when gathers take what they take for good."
    },
    footer = {
      "Exit status: 0 done, 1 something is void, 2 unusable input, 74 output cannot be written; 130 and",
      "143 stopped by a signal."
    })
final class FirstCommand implements Callable<Integer> {

  static final int DEFAULT_ROUNDS = 20;

  private final Console console;

  @Option(
      names = "--start",
      paramLabel = "MODE",
      split = ",",
      description =
          "How processes are started: plain, archive, c1 (without the second compiler), https; "
              + "default plain,archive, and on JDK 25 all.")
  private List<StartMode> modes = List.of();

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "Requests in a gather, 1 to 10000; default 64.")
  private String requests = "64";

  @Option(
      names = "--latency",
      paramLabel = "TIME",
      description = "How long the stub delays each response; default 10ms.")
  private String latency = "10ms";

  @Option(
      names = "--settle",
      paramLabel = "TIME",
      description =
          "How long the processes gather that show when they have settled; a training run takes a "
              + "quarter of that; default 20s.")
  private String settle = "20s";

  /** What is not measured on some JDKs, a line each. */
  private List<String> leftOut = List.of();

  @Mixin private RunOptions.WithJdks options;
  @Spec private CommandSpec spec;

  FirstCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws UnusableInputException {
    options.check();
    TemporaryFolder.check();
    try (PlanRun run = open();
        FirstFork starts = new FirstFork()) {
      PlanCommandRun.announce(console, run, leftOut);
      OptionalInt ended =
          new PlanCommandRun(
                  console,
                  NextPlan.resuming("first", run.folder()),
                  () -> FirstAnswer.lines(run.measured()))
              .complete(run, PlanCommandRun.rule(run.plan()), fork -> starts);
      return ended.isPresent() ? ended.getAsInt() : conclude(run);
    } catch (IOException e) {
      throw new UnusableInputException("first cannot continue: " + e.getMessage());
    }
  }

  private PlanRun open() throws UnusableInputException, IOException {
    List<String> arguments = RunOptions.recognised(spec.commandLine().getParseResult(), List.of());
    if (options.resume != null) {
      return options.resumed(arguments, plan -> FirstRequest.isOf(plan) ? "" : "a run of first");
    }
    FirstRequest request =
        new FirstRequest(
            arguments,
            modes,
            Map.of("requests", requests, "latency", latency, "settle", settle),
            options.settings(DEFAULT_ROUNDS, false));
    List<Variant> variants = options.variants();
    leftOut = request.leftOut(variants);
    return PlanRuns.begin(request.plan(variants), options.out, "first");
  }

  private int conclude(PlanRun run) throws IOException {
    List<Row> rows = run.measured();
    String by = run.plan().variants().size() > 1 ? "jdk" : "start";
    String next =
        "Next: java -jar benchmarks.jar compare "
            + ShellWord.quoted(run.folder())
            + "/*.csv --by "
            + by;
    return console.conclude(
        run, rows, FirstAnswer.lines(rows), List.of("Rows: " + run.folder(), next));
  }
}
