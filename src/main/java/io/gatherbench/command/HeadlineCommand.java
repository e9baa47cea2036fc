package io.gatherbench.command;

import io.gatherbench.client.ClientExecutor;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.compare.DecidedRule;
import io.gatherbench.compare.IncomparableException;
import io.gatherbench.compare.PrecisionRule;
import io.gatherbench.compare.ReplacementRule;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.StoppingRule;
import io.gatherbench.plan.Variant;
import io.gatherbench.report.text.HeadlineAnswer;
import io.gatherbench.report.text.HeadlineTable;
import io.gatherbench.report.text.HeadlineTable.BoundOnly;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.TerminalStream;
import io.gatherbench.report.text.ValiditySummary;
import io.gatherbench.results.Machine;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.Validity;
import io.gatherbench.results.output.ShellWord;
import io.gatherbench.run.ForkSetup;
import io.gatherbench.run.PlanRun;
import io.gatherbench.run.jmh.Headline;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.Strategy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** The command without arguments: the headline plan on one JDK, and its table. */
final class HeadlineCommand {

  private final Console console;
  private final TerminalStream out;
  private final boolean colours;

  HeadlineCommand(Console console) {
    this.console = console;
    this.colours = console.colours();
    this.out = console.out();
  }

  /** Runs what is missing of a plan, shows the table, closes the run, and returns the status. */
  int run(PlanRun opened) throws UnusableInputException, IOException {
    try (PlanRun run = opened) {
      announce(run);
      StoppingRule rule = rule(run.plan());
      OptionalInt ended =
          new PlanCommandRun(
                  console,
                  "--resume " + ShellWord.quoted(run.file()),
                  () -> soFar(run),
                  () -> soFar(run))
              .complete(run, rule, ForkSetup.UNPROFILED);
      return ended.isPresent() ? ended.getAsInt() : conclude(run, rule);
    } catch (IncomparableException e) {
      throw new UnusableInputException("the run cannot be shown: " + e.getMessage());
    }
  }

  /** Returns what is allowed instead of a plan of another command. */
  static String otherThan(Plan plan) {
    boolean gathers = plan.cells().stream().allMatch(c -> c.benchmark().equals(Headline.BENCHMARK));
    return plan.variants().size() == 1 && gathers
        ? ""
        : "a plan of gathers on one JDK; for this one: jdks --resume, or that of its command";
  }

  private void announce(PlanRun run) {
    Plan plan = run.plan();
    Variant variant = plan.variants().get(0);
    Machine machine = plan.machine();
    out.println(Console.version());
    out.println("Machine  " + machine.cpu() + ", " + machine.cores() + " cores, " + machine.os());
    String flags = variant.flags().isEmpty() ? "" : ", " + String.join(" ", variant.flags());
    out.println("JDK      " + variant.jdk().vm() + ", " + variant.jdk().gc() + flags);
    Relauncher.userFlags()
        .remark(plan.variants())
        .ifPresent(line -> out.println("Flags    " + line));
    out.println("Rows     " + run.rows(variant));
    run.remarks().forEach(remark -> out.println("Plan     " + remark));
    for (Strategy missing : Headline.leftOut(variant.jdk().feature())) {
      out.printf(
          "Left out %s needs JDK %d or later; for another JDK: -jvm PATH/bin/java%n",
          missing, missing.minimumJdk());
    }
    PlanCommandRun.rounds(plan).ifPresent(line -> out.println("Rounds   " + line));
    out.printf(
        Locale.ROOT,
        "Gathers of requests that take %s each: %s, %s of each in random%n"
            + "order (seed %d), %d of %d forks done%s.%n",
        Headline.LATENCY,
        Console.counted(plan.cells().size(), "cell"),
        Console.counted(plan.settings().rounds(), "fork"),
        plan.settings().seed(),
        run.done(),
        run.total(),
        PlanCommandRun.left(run));
    out.flush();
  }

  /** Returns the rule of a plan; without one, void forks are replaced. */
  private static StoppingRule rule(Plan plan) {
    StoppingRule rule = PlanCommandRun.rule(plan);
    return rule == StoppingRule.NO_FURTHER_ROUNDS
        ? new ReplacementRule(plan.settings().rounds())
        : rule;
  }

  /** Returns the table of what is done, without the answer that only a whole run gives. */
  private List<String> soFar(PlanRun run) throws IOException, IncomparableException {
    if (run.done() == 0) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("So far, %d of %d forks:".formatted(run.done(), run.total()));
    lines.addAll(table(boundOnly(run.plan()), cells(run), colours));
    return lines;
  }

  private static List<CellSummary> cells(PlanRun run) throws IOException, IncomparableException {
    return PlanCommandRun.measured(run, ComparisonSpec.usual()).cells();
  }

  private static List<BoundOnly> boundOnly(Plan plan) {
    return plan.boundOnly().stream().map(HeadlineCommand::boundOnly).toList();
  }

  static List<String> table(List<BoundOnly> boundOnly, List<CellSummary> cells, boolean colours) {
    List<String> order = ReportCommand.strategies();
    return new HeadlineTable(cells, boundOnly, order, HeadlineCommand::otherClient, colours)
        .lines();
  }

  /** Returns a cell's client with its executor, or nothing if its strategy is idiomatic with it. */
  static String otherClient(CellSummary cell) {
    String client = cell.column("client");
    String executor = cell.column("executor");
    if (!executor.isEmpty() && !executor.equals(ClientExecutor.CACHED.name())) {
      return client + " with executor " + executor;
    }
    Strategy strategy = Strategy.valueOf(cell.column("strategy"));
    String own = Compatibility.clientName(strategy, Compatibility.IDIOMATIC);
    return client.equals(own) ? "" : client;
  }

  private int conclude(PlanRun run, StoppingRule rule) throws IOException, IncomparableException {
    List<Row> rows = run.measured();
    List<CellSummary> cells = cells(run);
    new HeadlineAnswer(cells, HeadlineCommand::otherClient)
        .sentences()
        .forEach(sentence -> LineWrap.lines(sentence).forEach(out::println));
    out.println();
    table(boundOnly(run.plan()), cells, colours)
        .forEach(line -> out.printAsIs(line + System.lineSeparator()));
    out.println();
    ValiditySummary.lines(rows).forEach(out::println);
    if (rule instanceof PrecisionRule precision) {
      out.println(precision.outcome(run.open(rule), rows));
    } else if (rule instanceof DecidedRule decided) {
      LineWrap.lines(decided.outcome(run.open(rule), rows)).forEach(out::println);
    }
    HeadlineTable.pinned(rows).ifPresent(out::println);
    run.drift().ifPresent(console::drift);
    out.println("Rows: " + run.rows(run.plan().variants().get(0)) + "   plan: " + run.file());
    out.println("Next: java -jar benchmarks.jar -jvm PATH/bin/java   the same on another JDK");
    out.println(
        "      java -jar benchmarks.jar Gather -p requests=256 -p latency=50ms   your own case");
    out.println("      java -jar benchmarks.jar --help");
    return anyVoid(rows) ? Main.SOMETHING_VOID : Main.DONE;
  }

  static boolean anyVoid(List<Row> rows) {
    return rows.stream().anyMatch(row -> row.validity().kind() == Validity.Kind.VOID);
  }

  private static BoundOnly boundOnly(Plan.BoundedCell left) {
    Map<String, String> parameters = left.cell().parameters();
    return new BoundOnly(
        parameters.get("strategy"),
        Integer.parseInt(parameters.get("requests")),
        left.boundMillis());
  }
}
