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
import io.gatherbench.run.PlanFolder;
import io.gatherbench.run.PlanRun;
import io.gatherbench.run.PlanRuns;
import io.gatherbench.run.Session;
import io.gatherbench.run.StubLease;
import io.gatherbench.run.jdk.JdkFinder;
import io.gatherbench.run.jdk.VariantParser;
import io.gatherbench.run.jmh.PlanRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** {@code jdks}: one plan on several JDKs, their forks interleaved, and the comparison. */
@Command(
    customSynopsis = "java -jar benchmarks.jar jdks [OPTIONS] [JMH options]",
    description = {
      "Runs one plan on several JDKs and compares them.",
      "Forks are interleaved: each round runs every cell once on every variant, in an order shuffled",
      "by a printed seed, against one stub. Each fork's rows are on disk when it ends."
    },
    footer = {
      "JMH's options as in the default command: -p NAME=VALUE[,VALUE…], -i, -r, -wi, -w, …",
      "Example: --jdk old=/opt/jdk-21 --jdk 'zgc=/opt/jdk-25 -XX:+UseZGC'",
      "",
      "Exit status: 0 done, 1 something is void, 2 unusable input; 130 and 143 stopped by a signal."
    })
final class JdksCommand implements Callable<Integer> {

  private final Console console;
  private final PrintStream out;
  private final PrintStream err;

  @Mixin private JdksOptions options;
  @Unmatched private List<String> jmh = new ArrayList<>();

  JdksCommand(Console console) {
    this.console = console;
    this.out = console.out();
    this.err = console.err();
  }

  @Override
  public Integer call() throws UnusableInputException {
    options.check();
    try (PlanRun run = open()) {
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

  private PlanRun open() throws UnusableInputException, IOException {
    PlanRequest request = options.request(jmh);
    if (options.resume() != null) {
      return PlanRuns.goOn(options.resume(), request.arguments());
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
    PlanRuns.check(request, arms);
    OffsetDateTime now = OffsetDateTime.now();
    Path folder =
        PlanFolder.create(
            options.out(),
            now.toLocalDate(),
            Machine.current().host(),
            "jdks",
            "an empty folder, or --resume to go on in this one");
    return PlanRuns.begin(Session.runId(now), request, arms, folder);
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
        Console.counted(run.cells(), "cell"),
        Console.counted(run.rounds(), "round"),
        run.seed(),
        Console.counted(run.total(), "fork"),
        run.done(),
        Console.minutes(run.foreseenSeconds()));
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
    try (ProgressLine progress = console.progress()) {
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
