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
   * Creates a view.
   *
   * @param resume the words that resume the run
   */
  PlanCommandRun(Console console, String resume) {
    this.out = console.out();
    this.err = console.err();
    this.resume = resume;
    this.progress = console.progress();
  }

  /** Runs the forks that are not done yet. */
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
    err.println(
        "Stopped with "
            + run.done()
            + " of "
            + run.total()
            + " forks done; their rows are in "
            + run.folder()
            + ". To resume:");
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
