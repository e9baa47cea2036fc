package io.gatherbench.command;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.compare.DecidedRule;
import io.gatherbench.compare.IncomparableException;
import io.gatherbench.compare.PrecisionRule;
import io.gatherbench.compare.Verdict;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.StoppingRule;
import io.gatherbench.plan.Variant;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.ProgressLine;
import io.gatherbench.report.text.TerminalStream;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.ForkSetup;
import io.gatherbench.run.PlanRun;
import io.gatherbench.run.jar.JarPlanner;
import io.gatherbench.run.jmh.Planner;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Runs a plan and shows progress, calibration and what is known after each round. After Ctrl-C, and
 * once the stub has died, it shows that and how to resume.
 */
final class PlanCommandRun implements PlanRun.Listener {

  /** What can be shown of the rows so far. */
  interface Interim {

    /** Shows nothing. */
    Interim NOTHING = List::of;

    /** Returns its lines; none if there is nothing to show yet. */
    List<String> lines() throws IOException, IncomparableException;
  }

  private static final String UP_AND_CLEAR = "\u001b[%dA\u001b[J";
  private static final String CUT_LONG_LINES = "\u001b[?7l";
  private static final String WRAP_LONG_LINES = "\u001b[?7h";

  private final TerminalStream out;
  private final TerminalStream err;
  private final String resume;
  private final ProgressLine progress;
  private final boolean inPlace;
  private final Interim afterRounds;
  private final Interim whenStopped;
  private List<String> pending = List.of();
  private int shown;

  /** Creates a run that shows something when it is stopped. */
  PlanCommandRun(Console console, String resume, Interim whenStopped) {
    this(console, resume, Interim.NOTHING, whenStopped);
  }

  /** Creates a run that shows something after each round, and something when it is stopped. */
  PlanCommandRun(Console console, String resume, Interim afterRounds, Interim whenStopped) {
    this.out = console.out();
    this.err = console.err();
    this.resume = resume;
    this.progress = console.progress();
    this.inPlace = console.colours();
    this.afterRounds = afterRounds;
    this.whenStopped = whenStopped;
  }

  /** Reads all rows of a run into cells, each variant by its name. */
  static CellAggregator measured(PlanRun run, ComparisonSpec spec)
      throws IOException, IncomparableException {
    CellAggregator cells = new CellAggregator(spec);
    for (Variant variant : run.plan().variants()) {
      run.read(variant, row -> cells.add(variant.name(), row));
    }
    return cells;
  }

  /** Returns the rule by which a plan's run ends, with the usual threshold of verdicts. */
  static StoppingRule rule(Plan plan) {
    return rule(plan, ComparisonSpec.DEFAULT_THRESHOLD);
  }

  /** Returns the rule by which a plan's run ends. */
  static StoppingRule rule(Plan plan, double threshold) {
    PlanSettings settings = plan.settings();
    if (settings.lastLook() > 0) {
      return DecidedRule.of(plan.comparisons(), plan.variants().size(), settings, threshold);
    }
    return settings.precision() == 0
        ? StoppingRule.NO_FURTHER_ROUNDS
        : new PrecisionRule(settings.precision(), settings.timeLimit());
  }

  /** Returns the variants of a run, what is left out and what is remarkable, a line each. */
  static List<String> describe(PlanRun run, List<String> unusable) throws UnusableInputException {
    Plan plan = run.plan();
    List<String> lines = new ArrayList<>();
    for (Variant variant : plan.variants()) {
      String flags = variant.flags().isEmpty() ? "" : ", " + String.join(" ", variant.flags());
      String jdk = variant.jdk().vm() + ", " + variant.jdk().gc();
      String jar = variant.jar().isEmpty() ? "" : ", " + variant.jar();
      lines.add("JDK      " + variant.name() + ": " + jdk + flags + jar);
    }
    unusable.forEach(line -> lines.add("Left out " + line));
    (plan.ofOtherJars() ? JarPlanner.leftOut(plan) : Planner.leftOut(plan))
        .forEach(line -> lines.add("Left out " + line));
    Relauncher.userFlags().remark(plan.variants()).ifPresent(line -> lines.add("Flags    " + line));
    run.remarks().forEach(remark -> lines.add("Plan     " + remark));
    return lines;
  }

  /** Returns where a run's rows are, and how much of it there is and is done, a line each. */
  static List<String> extent(PlanRun run) {
    PlanSettings settings = run.plan().settings();
    String forks =
        String.format(
            Locale.ROOT,
            "%s, %s of forks, interleaved in random order (seed %d): %s, %d done%s.",
            Console.counted(run.plan().cells().size(), "cell"),
            Console.counted(settings.rounds(), "round"),
            settings.seed(),
            Console.counted(run.total(), "fork"),
            run.done(),
            left(run));
    return List.of("Folder   " + run.folder(), forks);
  }

  /** Returns the time that the missing forks take, after a comma; empty if none is missing. */
  static String left(PlanRun run) {
    return run.done() < run.total() ? ", " + Console.minutes(run.foreseenSeconds()) : "";
  }

  /** Returns what follows from the number of rounds, if that is not plain. */
  static Optional<String> rounds(Plan plan) {
    PlanSettings settings = plan.settings();
    if (settings.lastLook() > settings.rounds()) {
      return Optional.of(
          "until decided: %d to %d, with %s"
              .formatted(
                  settings.rounds(),
                  settings.lastLook(),
                  Console.counted(plan.comparisons(), "comparison")));
    }
    if (settings.lastLook() > 0) {
      return Optional.of("extended to " + settings.rounds() + " after there were verdicts");
    }
    return settings.rounds() < Verdict.FORKS_FOR_A_VERDICT
        ? Optional.of(
            "%d: too few for verdicts, which need %d"
                .formatted(settings.rounds(), Verdict.FORKS_FOR_A_VERDICT))
        : Optional.empty();
  }

  /** Shows what a run is going to do. */
  static void announce(Console console, PlanRun run, List<String> unusable)
      throws UnusableInputException {
    TerminalStream out = console.out();
    describe(run, unusable).forEach(out::println);
    rounds(run.plan()).ifPresent(line -> out.println("Rounds   " + line));
    extent(run).forEach(out::println);
    out.flush();
  }

  /**
   * Runs what is missing of a run.
   *
   * @return the status of one that was stopped, or whose stub died; empty if it is complete
   */
  OptionalInt complete(PlanRun run, StoppingRule rule, ForkSetup setup)
      throws UnusableInputException, IOException {
    if (!run.isComplete(rule)) {
      run(run, rule, setup);
    }
    if (run.isStopping()) {
      return OptionalInt.of(Main.KILLED);
    }
    return run.stubDeath().isPresent() ? OptionalInt.of(Main.SOMETHING_VOID) : OptionalInt.empty();
  }

  void run(PlanRun run, StoppingRule rule, ForkSetup setup)
      throws UnusableInputException, IOException {
    Thread hook = new Thread(() -> stopped(run));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      run.run(InstantSource.system(), rule, setup, this);
      if (!run.isStopping()) {
        forgetShown();
        run.stubDeath().ifPresent(death -> showSoFar(run, "gatherbench: " + death + "; stopped"));
      }
    } finally {
      progress.clear();
      forget(hook);
    }
  }

  void clear() {
    progress.clear();
  }

  @Override
  public void progress(String line) {
    show();
    progress.accept(line);
  }

  @Override
  public void ready(String stub, String calibration, Set<String> warnings) {
    progress.clear();
    out.println("Stub     " + stub);
    LineWrap.lines("Calibration " + calibration).forEach(out::println);
    warnings.forEach(warning -> out.println("Warning  " + warning));
    out.println();
    out.flush();
  }

  @Override
  public void roundDone() throws IOException {
    pending = lines(afterRounds);
  }

  /** Shows what the last round gave, once another fork starts: else the whole result follows. */
  private void show() {
    if (!pending.isEmpty()) {
      forgetShown();
      // A line that wraps would take two, of which only one is cleared.
      out.printAsIs(inPlace ? CUT_LONG_LINES : "");
      pending.forEach(this::print);
      out.printAsIs(inPlace ? WRAP_LONG_LINES : "");
      out.println();
      out.flush();
      shown = pending.size() + 1;
      pending = List.of();
    }
  }

  /** Prints a line of a table, whose only control characters are ours. */
  private void print(String line) {
    out.printAsIs(line + System.lineSeparator());
  }

  /** Clears what stands in the place of the next lines, on a terminal. */
  private void forgetShown() {
    progress.clear();
    if (inPlace && shown > 0) {
      out.printAsIs(UP_AND_CLEAR.formatted(shown));
      shown = 0;
    }
  }

  private static List<String> lines(Interim interim) throws IOException {
    try {
      return interim.lines();
    } catch (IncomparableException e) {
      return LineWrap.lines("Nothing can be shown: " + e.getMessage());
    }
  }

  private void stopped(PlanRun run) {
    run.stop();
    forgetShown();
    showSoFar(run, "Stopped");
  }

  /** Shows what is known so far, why there is no more, and how to resume. */
  private void showSoFar(PlanRun run, String why) {
    try {
      lines(whenStopped).forEach(this::print);
      out.flush();
    } catch (IOException | RuntimeException e) {
      // The rows are on disk all the same, and are shown when the run is resumed.
      err.println("The table cannot be shown: " + e.getMessage());
    }
    err.println();
    // How many further rounds a rule asks for is not known.
    String of = run.done() < run.total() ? " of " + run.total() : "";
    err.printf(
        "%s with %d%s forks done; their rows are in %s. To resume:%n",
        why, run.done(), of, run.folder());
    err.println("  " + Main.invocation() + " " + resume);
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, which is what the hook is for.
      return;
    }
  }
}
