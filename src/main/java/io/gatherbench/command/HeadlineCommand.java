package io.gatherbench.command;

import io.gatherbench.compare.DecidedRule;
import io.gatherbench.compare.PrecisionRule;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.StoppingRule;
import io.gatherbench.plan.Variant;
import io.gatherbench.report.text.HeadlineTable;
import io.gatherbench.report.text.HeadlineTable.BoundOnly;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.ValiditySummary;
import io.gatherbench.results.Machine;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.Validity;
import io.gatherbench.run.ForkSetup;
import io.gatherbench.run.PlanRun;
import io.gatherbench.run.jmh.Headline;
import io.gatherbench.strategy.Strategy;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The command without arguments: the headline plan on one JDK, and its table. */
final class HeadlineCommand {

  private final Console console;
  private final PrintStream out;

  HeadlineCommand(Console console) {
    this.console = console;
    this.out = console.out();
  }

  /** Runs what is missing of a plan, shows the table, closes the run, and returns the status. */
  int run(PlanRun opened) throws UnusableInputException, IOException {
    try (PlanRun run = opened) {
      if (run.plan().variants().size() > 1) {
        throw new UnusableInputException(
            "--resume", run.file().toString(), "a plan on one JDK; for this one: jdks --resume");
      }
      announce(run);
      StoppingRule rule = PlanCommandRun.rule(run.plan());
      if (run.done() < run.total() || rule != StoppingRule.NO_FURTHER_ROUNDS) {
        new PlanCommandRun(console, "--resume " + run.file()).run(run, rule, ForkSetup.UNPROFILED);
      }
      return run.isStopping() ? Main.KILLED : conclude(run, rule);
    }
  }

  private void announce(PlanRun run) {
    Plan plan = run.plan();
    Variant variant = plan.variants().get(0);
    Machine machine = plan.machine();
    out.println(Console.version());
    out.println("Machine  " + machine.cpu() + ", " + machine.cores() + " cores, " + machine.os());
    out.println("JDK      " + variant.jdk().vm() + ", " + variant.jdk().gc());
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
            + "order (seed %d), %d of %d forks done, %s.%n",
        Headline.LATENCY,
        Console.counted(plan.cells().size(), "cell"),
        Console.counted(plan.settings().rounds(), "fork"),
        plan.settings().seed(),
        run.done(),
        run.total(),
        Console.minutes(run.foreseenSeconds()));
    out.flush();
  }

  private int conclude(PlanRun run, StoppingRule rule) throws IOException {
    List<Row> rows = run.measured();
    List<BoundOnly> boundOnly =
        run.plan().boundOnly().stream().map(HeadlineCommand::boundOnly).toList();
    List<String> order = Arrays.stream(Strategy.values()).map(Enum::name).toList();
    new HeadlineTable(rows, boundOnly, order, console.colours()).lines().forEach(out::println);
    out.println();
    ValiditySummary.lines(rows).forEach(out::println);
    if (rule instanceof PrecisionRule precision) {
      out.println(precision.outcome(run.open(), rows));
    } else if (rule instanceof DecidedRule decided) {
      LineWrap.lines(decided.outcome(run.open())).forEach(out::println);
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
