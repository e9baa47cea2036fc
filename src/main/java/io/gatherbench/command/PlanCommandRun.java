package io.gatherbench.command;

import io.gatherbench.compare.DecidedRule;
import io.gatherbench.compare.PrecisionRule;
import io.gatherbench.compare.Verdict;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.StoppingRule;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.ForkSetup;
import io.gatherbench.run.PlanRun;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Runs a plan and shows progress, calibration, and after Ctrl-C how to resume. */
final class PlanCommandRun implements PlanRun.Listener {

  private final PrintStream out;
  private final PrintStream err;
  private final String resume;
  private final ProgressLine progress;

  PlanCommandRun(Console console, String resume) {
    this.out = console.out();
    this.err = console.err();
    this.resume = resume;
    this.progress = console.progress();
  }

  /** Returns the rule by which a plan's run ends. */
  static StoppingRule rule(Plan plan) {
    PlanSettings settings = plan.settings();
    if (settings.lastLook() > 0) {
      return DecidedRule.of(plan.comparisons(), plan.variants().size(), settings);
    }
    return settings.precision() == 0
        ? StoppingRule.NO_FURTHER_ROUNDS
        : new PrecisionRule(settings.precision(), settings.timeLimit());
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

  void run(PlanRun run, StoppingRule rule, ForkSetup setup)
      throws UnusableInputException, IOException {
    Thread hook = new Thread(() -> stopped(run));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      run.run(InstantSource.system(), rule, setup, this);
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

  private void stopped(PlanRun run) {
    run.stop();
    err.println();
    err.printf(
        "Stopped with %d of %d forks done; their rows are in %s. To resume:%n",
        run.done(), run.total(), run.folder());
    err.println("  java -jar benchmarks.jar " + resume);
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
