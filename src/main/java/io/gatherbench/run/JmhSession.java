package io.gatherbench.run;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.BuildInfo;
import io.gatherbench.results.Machine;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowWriter;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.output.UnwritableOutputException;
import io.gatherbench.run.ResultsFolder.RunFiles;
import io.gatherbench.run.jdk.HostFlags;
import io.gatherbench.run.jdk.JdkProbe;
import io.gatherbench.run.jmh.JmhJson;
import io.gatherbench.run.jmh.JmhOptions;
import io.gatherbench.run.jmh.JmhRun;
import io.gatherbench.run.jmh.ValidCombinations;
import io.gatherbench.run.record.RowRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.openjdk.jmh.results.RunResult;

/**
 * A run in JMH's own order and with its output, with rows recorded as in any other run.
 *
 * @param hostFlags the flags that the user gave to this process
 * @param costs whether to measure what the work costs besides time
 */
public record JmhSession(JmhOptions options, HostFlags hostFlags, Pinning pinning, boolean costs) {

  /**
   * What a run measured.
   *
   * @param complete false if JMH gave no results
   * @param files those with the rows; there are none if nothing was measured
   * @param stubDeath how the stub of the forks died, if it has
   */
  public record Outcome(
      boolean complete, List<Row> rows, String drift, RunFiles files, Optional<String> stubDeath) {}

  /**
   * Checks the command line, opens the files, starts the stub and runs the benchmarks.
   *
   * @param out the folder for rows, or null for the default place
   * @param remarks takes warnings, the calibration, and what is left out, a line each
   * @throws UnusableInputException if it cannot be measured, or the folder cannot be written
   * @throws UnwritableOutputException if rows cannot be written; those before stay
   */
  public Outcome run(Path out, Consumer<String> remarks) throws UnusableInputException {
    JmhRun jmh = new JmhRun(options, hostFlags);
    TargetJdk jdk = pinning.probe(() -> JdkProbe.probe(jmh.jvm(), jmh.forkFlags()));
    ValidCombinations combinations = jmh.check(jdk);
    List<PlannedCell> cells = jmh.cells(jdk);
    PlanRuns.check(jmh, cells);
    extent(cells, jmh.forks()).ifPresent(remarks);
    RunFiles files = PlanRuns.create(out, jdk);
    RowRecorder recorder = null;
    try (RowWriter writer = files.rows();
        Session session = new Session(jmh.target(), pinning, cells)) {
      Variant variant = new Variant(jdk.version(), jdk, jmh.forkFlags());
      String commit = BuildInfo.current().commit();
      RunInfo info = session.info(Session.newRun(), Machine.current(), variant, commit);
      recorder = new RowRecorder(info, writer, Clock.systemDefaultZone(), options.rowParameters());
      session
          .describe(files.environment(), info, variant)
          .forEach(warning -> remarks.accept("Warning: " + warning));
      hostFlags.remarkOnForks(variant.flags()).ifPresent(remarks);
      CalibrationReading first = session.calibrate();
      recorder.add(first.rows(info, OffsetDateTime.now(), 1));
      remarks.accept("Calibration: " + first.line());
      combinations.leftOut().forEach(missing -> remarks.accept("Left out: " + missing));
      List<String> flags = new ArrayList<>(JdkProbe.quietFlags(jdk));
      flags.addAll(session.stub().forkFlags());
      // Without forks (-f 0) each benchmark starts a stub of its own.
      boolean forks = options.getForkCount().orElse(1) > 0;
      Supplier<Optional<String>> stubDeath = forks ? session.stub()::death : Optional::empty;
      Collection<RunResult> results = jmh.run(combinations, flags, recorder, costs, stubDeath);
      JmhJson.writeResults(results, files.json());
      Optional<CalibrationReading> last = session.calibrateAgain();
      if (last.isPresent()) {
        recorder.add(last.get().rows(info, OffsetDateTime.now(), 2));
      }
      return new Outcome(
          !results.isEmpty(), measured(recorder), session.drift(), files, stubDeath.get());
    } catch (IOException e) {
      throw new UnwritableOutputException(files.csv(), e);
    } finally {
      if (recorder == null || measured(recorder).isEmpty()) {
        delete(files);
      }
    }
  }

  /** Returns how many benchmarks were chosen, and how long they take; empty if it is one. */
  private static Optional<String> extent(List<PlannedCell> cells, int forks) {
    long benchmarks = cells.stream().map(PlannedCell::benchmark).distinct().count();
    double seconds = forks * cells.stream().mapToDouble(PlannedCell::foreseenSeconds).sum();
    String text = "%d benchmarks match, with %d cells and %d forks of each: about %.0f minutes";
    return benchmarks < 2
        ? Optional.empty()
        : Optional.of(text.formatted(benchmarks, cells.size(), forks, Math.ceil(seconds / 60)));
  }

  private static List<Row> measured(RowRecorder recorder) {
    return recorder.recorded().stream().filter(row -> !row.isOfNoFork()).toList();
  }

  /** Deletes files without a measured row, which would only be in the way. */
  private static void delete(RunFiles files) {
    try {
      Files.deleteIfExists(files.csv());
      Files.deleteIfExists(files.json());
      Files.deleteIfExists(files.environment());
    } catch (IOException e) {
      throw new IllegalStateException("empty result files could not be deleted", e);
    }
  }
}
