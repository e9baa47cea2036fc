package io.gatherbench.command;

import io.gatherbench.compare.PrecisionGoal;
import io.gatherbench.plan.Cell;
import io.gatherbench.report.text.HeadlineTable;
import io.gatherbench.report.text.HeadlineTable.BoundOnly;
import io.gatherbench.report.text.PinnedThreads;
import io.gatherbench.report.text.VerdictSummary;
import io.gatherbench.results.BuildInfo;
import io.gatherbench.results.Machine;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.Calibration;
import io.gatherbench.run.CalibrationLog;
import io.gatherbench.run.EnvironmentReport;
import io.gatherbench.run.HeadlineRun;
import io.gatherbench.run.OpenFiles;
import io.gatherbench.run.Session;
import io.gatherbench.run.StubLease;
import io.gatherbench.run.jdk.TargetJdk;
import io.gatherbench.run.jmh.HeadlinePlan;
import io.gatherbench.strategy.Strategy;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.runner.RunnerException;

/** What runs without arguments: the headline plan, and its table. */
final class HeadlineCommand {

  private final Console console;
  private final PrintStream out;
  private final PrintStream err;

  HeadlineCommand(Console console) {
    this.console = console;
    this.out = console.out();
    this.err = console.err();
  }

  /**
   * Runs the plan.
   *
   * @param jvm the {@code java} for the forks
   * @return the exit status
   */
  int run(RunOptions options, String jvm) throws UnusableInputException {
    List<String> userFlags = Relauncher.userFlags();
    TargetJdk jdk = TargetJdk.probe(jvm, userFlags);
    HeadlinePlan plan = HeadlinePlan.forJdk(jdk.feature());
    long seed = options.seed();
    OpenFiles.ensure(plan.cells().stream().mapToInt(Cell::requests).max().orElse(0));
    EnvironmentReport surroundings = EnvironmentReport.look();
    try (ProgressLine progress = console.progress();
        Session session =
            Session.open(
                options.out(), options.pinning(), jdk, userFlags, Map.of(), () -> stub(progress))) {
      List<String> warnings = surroundings.describe(session, jdk, userFlags);
      progress.accept("looking what this machine gives");
      CalibrationLog ruler =
          CalibrationLog.start(new Calibration(session.stub().address(), plan.gathers()), session);
      progress.clear();
      announce(plan, jdk, session, seed, ruler, warnings);
      Thread lastWords = new Thread(() -> interrupted(session));
      Runtime.getRuntime().addShutdownHook(lastWords);
      PrecisionGoal goal = new PrecisionGoal(session, options);
      List<Cell> imprecise;
      try {
        imprecise =
            new HeadlineRun(
                    plan,
                    jdk,
                    userFlags,
                    session.forkFlags(jdk),
                    session.recorder(),
                    options.costs(),
                    seed,
                    session.files().json())
                .run(InstantSource.system(), progress, ruler::takeAnother, goal.rule());
      } catch (RunnerException e) {
        throw new UnusableInputException("JMH cannot run: " + e.getMessage());
      } finally {
        forget(lastWords);
      }
      progress.clear();
      conclude(plan, session, ruler, goal.outcome(imprecise));
      return session.anyVoid() ? Main.SOMETHING_VOID : Main.DONE;
    }
  }

  /** Takes a shutdown hook back. */
  static void forget(Thread lastWords) {
    try {
      Runtime.getRuntime().removeShutdownHook(lastWords);
    } catch (IllegalStateException e) {
      // The process is ending already, which is what they are for.
      return;
    }
  }

  private static StubLease stub(ProgressLine progress) throws IOException {
    progress.accept("starting the stub and warming it up");
    return StubLease.start();
  }

  private void announce(
      HeadlinePlan plan,
      TargetJdk jdk,
      Session session,
      long seed,
      CalibrationLog ruler,
      List<String> warnings) {
    BuildInfo build = BuildInfo.current();
    Machine machine = session.info().machine();
    out.println("gatherbench " + build.version() + " (" + build.commit() + ")");
    out.println("Machine  " + machine.cpu() + ", " + machine.cores() + " cores, " + machine.os());
    out.println("JDK      " + jdk.vm() + ", " + jdk.gc());
    out.println("Stub     " + session.info().stub());
    out.println("Ruler    " + ruler.line());
    out.println("Rows     " + session.files().csv());
    for (Strategy missing : plan.leftOut()) {
      out.printf(
          "Left out %s needs JDK %d or later; for another JDK: -jvm PATH/bin/java%n",
          missing, missing.minimumJdk());
    }
    warnings.forEach(warning -> out.println("Warning  " + warning));
    out.println();
    out.printf(
        Locale.ROOT,
        "Gathers of requests that take %s each: %d cells, %d forks of each in random%n"
            + "order (seed %d), %s.%n%n",
        HeadlinePlan.LATENCY,
        plan.cells().size(),
        plan.forks(),
        seed,
        Console.minutes(HeadlineRun.foreseenSeconds(plan)));
    out.flush();
  }

  private void conclude(
      HeadlinePlan plan, Session session, CalibrationLog ruler, Optional<String> precision) {
    List<Row> rows = session.measured();
    List<BoundOnly> boundOnly = plan.boundOnly().stream().map(HeadlineCommand::boundOnly).toList();
    List<String> order = Arrays.stream(Strategy.values()).map(Enum::name).toList();
    new HeadlineTable(rows, boundOnly, order, console.ansi()).lines().forEach(out::println);
    out.println();
    VerdictSummary.lines(rows).forEach(out::println);
    precision.ifPresent(out::println);
    PinnedThreads.line(rows).ifPresent(out::println);
    out.println("Drift of the machine: " + ruler.drift());
    out.println("Rows: " + session.files().csv() + "   JMH's own JSON: " + session.files().json());
    out.println("Next: java -jar benchmarks.jar -jvm PATH/bin/java   the same on another JDK");
    out.println(
        "      java -jar benchmarks.jar Gather -p requests=256 -p latency=50ms   your own case");
    out.println("      java -jar benchmarks.jar --help");
  }

  private static BoundOnly boundOnly(Cell cell) {
    return new BoundOnly(cell.strategy().name(), cell.requests(), cell.boundMillis());
  }

  /** Ctrl-C: rows are on disk already; say where. */
  private void interrupted(Session session) {
    long forks =
        session.measured().stream()
            .map(row -> row.strategy() + row.requests() + "#" + row.fork())
            .distinct()
            .count();
    err.println();
    err.println(
        "Stopped. Rows of "
            + forks
            + (forks == 1 ? " fork is in " : " forks are in ")
            + session.files().csv());
  }
}
