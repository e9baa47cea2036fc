package io.gatherbench.command;

import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.compare.IncomparableException;
import io.gatherbench.compare.Measurements;
import io.gatherbench.plan.Variant;
import io.gatherbench.report.comparison.ComparisonFormat;
import io.gatherbench.results.Machine;
import io.gatherbench.results.ResultFile;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.Validity;
import io.gatherbench.run.Calibration;
import io.gatherbench.run.CalibrationReading;
import io.gatherbench.run.EnvironmentReport;
import io.gatherbench.run.PlanRun;
import io.gatherbench.run.PlanRuns;
import io.gatherbench.run.Session;
import io.gatherbench.run.StubLease;
import io.gatherbench.run.jdk.JdkFinder;
import io.gatherbench.run.jdk.VariantParser;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code jdks}: one plan on several JDKs, their forks interleaved, and the comparison. */
final class JdksCommand {

  private final PrintStream out;
  private final PrintStream err;

  JdksCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the command line that follows the word {@code jdks}.
   *
   * @return the exit status
   */
  int run(List<String> words) throws UnusableInputException {
    JdksOptions options = JdksOptions.parse(words, System.getenv());
    if (options.help()) {
      JdksUsage.print(out);
      return Main.DONE;
    }
    try (PlanRun run = open(options)) {
      announce(run);
      if (run.done() < run.total()) {
        measure(run);
      } else {
        out.println();
      }
      return run.isStopping() ? Main.KILLED : conclude(run);
    } catch (IOException e) {
      throw new UnusableInputException("jdks cannot go on: " + e.getMessage());
    }
  }

  private static PlanRun open(JdksOptions options) throws UnusableInputException, IOException {
    if (options.resume() != null) {
      return PlanRuns.goOn(options.resume(), options.request().arguments());
    }
    // What is said to JMH's host is nothing to its forks.
    List<String> hostFlags =
        Relauncher.userFlags().stream().filter(flag -> !flag.startsWith("-Djmh.")).toList();
    List<Variant> arms =
        options.jdks().isEmpty()
            ? VariantParser.found(
                new JdkFinder(
                        System.getenv(), Path.of(System.getProperty("user.home")), Path.of("/"))
                    .homes(),
                hostFlags)
            : VariantParser.of(options.jdks(), hostFlags);
    if (arms.isEmpty()) {
      throw new UnusableInputException("no JDK of 17 or later was found; allowed: --jdk PATH");
    }
    PlanRuns.check(options.request(), arms);
    OffsetDateTime now = OffsetDateTime.now();
    Path folder =
        PlanFolder.create(
            options.out(),
            now.toLocalDate(),
            Machine.current().host(),
            "jdks",
            "an empty folder, or --resume to go on in this one");
    return PlanRuns.begin(Session.runId(now), options.request(), arms, folder);
  }

  private void announce(PlanRun run) {
    for (Variant arm : run.arms()) {
      String flags = arm.flags().isEmpty() ? "" : ", " + String.join(" ", arm.flags());
      out.println("JDK      " + arm.name() + ": " + arm.jdk().vm() + ", " + arm.jdk().gc() + flags);
    }
    run.leftOut().forEach(line -> out.println("Left out " + line));
    out.println("Folder   " + run.folder());
    out.printf(
        Locale.ROOT,
        "%s, %s of forks, interleaved in random order (seed %d): %s, %d done, %s.%n",
        Plural.counted(run.cells(), "cell"),
        Plural.counted(run.rounds(), "round"),
        run.seed(),
        Plural.counted(run.total(), "fork"),
        run.done(),
        Plural.minutes(run.foreseenSeconds()));
    out.flush();
  }

  private void measure(PlanRun run) throws UnusableInputException, IOException {
    Thread lastWords = new Thread(() -> stopped(run));
    Runtime.getRuntime().addShutdownHook(lastWords);
    try {
      measureUntilStopped(run);
    } finally {
      HeadlineCommand.forget(lastWords);
    }
  }

  private void measureUntilStopped(PlanRun run) throws UnusableInputException, IOException {
    EnvironmentReport surroundings = EnvironmentReport.look();
    try (ProgressLine progress = new ProgressLine(err, Terminal.showsErrors())) {
      progress.accept("starting the stub and warming it up");
      try (StubLease stub = run.stub()) {
        Set<String> warnings = describe(run, stub, surroundings);
        progress.accept("looking what this machine gives");
        Calibration ruler = run.ruler(stub);
        CalibrationReading first = ruler.read();
        progress.clear();
        out.println("Stub     " + stub.description());
        out.println("Ruler    " + first.line());
        warnings.forEach(warning -> out.println("Warning  " + warning));
        out.println();
        out.flush();
        run.run(stub, InstantSource.system(), progress);
        progress.clear();
        if (run.isStopping()) {
          return;
        }
        out.println("Drift of the machine: " + first.drift(ruler.read()));
        out.println();
      }
    }
  }

  /** Describes machine and JVMs beside the rows, once for a run that is gone on with. */
  private static Set<String> describe(PlanRun run, StubLease stub, EnvironmentReport surroundings)
      throws UnusableInputException {
    Set<String> warnings = new LinkedHashSet<>();
    for (Variant arm : run.arms()) {
      Path file = run.folder().resolve(arm.name() + ".environment.json");
      if (!Files.exists(file)) {
        warnings.addAll(surroundings.describe(file, run.info(arm, stub), arm.jdk(), arm.flags()));
      }
    }
    return warnings;
  }

  /** Ctrl-C: what is done is on disk; say how to go on. */
  private void stopped(PlanRun run) {
    run.stop();
    err.println();
    err.println("Stopped with " + run.done() + " of " + run.total() + " forks done. To go on:");
    err.println("  java -jar benchmarks.jar jdks --resume " + run.folder());
  }

  private int conclude(PlanRun run) throws UnusableInputException, IOException {
    Measurements measurements = new Measurements(ComparisonSpec.usual().withBy("jdk"));
    AtomicBoolean anyVoid = new AtomicBoolean();
    try {
      for (Variant arm : run.arms()) {
        ResultFile.read(
                run.rows(arm),
                (Row row) -> {
                  anyVoid.compareAndSet(false, row.validity().kind() == Validity.Kind.VOID);
                  measurements.add(arm.name(), row);
                })
            .forEach(measurements::note);
      }
      if (run.arms().size() > 1) {
        Comparison comparison = measurements.compare();
        ComparisonFormat.TEXT.lines(comparison).forEach(out::println);
      }
    } catch (IncomparableException e) {
      out.println("Not compared: " + e.getMessage());
    }
    out.println();
    out.println("Rows: " + run.folder());
    out.println("Next: java -jar benchmarks.jar compare " + run.folder() + "/*.csv --by strategy");
    out.flush();
    return anyVoid.get() ? Main.SOMETHING_VOID : Main.DONE;
  }
}
