package io.gatherbench.command;

import io.gatherbench.plan.StoppingRule;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.ForkSetup;
import io.gatherbench.run.PlanRun;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Set;

/** Runs a plan and shows progress, calibration, and after Ctrl-C how to resume. */
final class PlanCommandRun implements PlanRun.Listener {

  private final PrintStream out;
  private final PrintStream err;
  private final String resume;
  private final ProgressLine progress;

  /**
   * @param resume the words that resume the run
   */
  PlanCommandRun(Console console, String resume) {
    this.out = console.out();
    this.err = console.err();
    this.resume = resume;
    this.progress = console.progress();
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

  /** Clears the progress line, so that something else can be printed. */
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
