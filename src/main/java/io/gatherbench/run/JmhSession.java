package io.gatherbench.run;

import io.gatherbench.plan.TargetJdk;
import io.gatherbench.results.BuildInfo;
import io.gatherbench.results.Machine;
import io.gatherbench.results.ResultsFolder.RunFiles;
import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.JdkProbe;
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
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/**
 * A run in JMH's own order and with its output, with rows recorded as in any other run. Not
 * thread-safe.
 */
public final class JmhSession implements AutoCloseable {

  private final JmhRun jmh;
  private final ValidCombinations combinations;
  private final TargetJdk jdk;
  private final RunFiles files;
  private final Session session;
  private final RunInfo info;
  private final RowRecorder recorder;
  private final List<String> warnings;
  private final CalibrationReading first;

  private JmhSession(
      JmhRun jmh, ValidCombinations combinations, TargetJdk jdk, RunFiles files, Session session)
      throws UnusableInputException {
    this.jmh = jmh;
    this.combinations = combinations;
    this.jdk = jdk;
    this.files = files;
    this.session = session;
    this.info =
        session.info(
            Session.newRun(OffsetDateTime.now()),
            Machine.current(),
            jdk,
            jmh.forkFlags(),
            BuildInfo.current().commit());
    this.recorder =
        new RowRecorder(info, files.rows(), Clock.systemDefaultZone(), jmh.rowParameters());
    this.warnings = session.describe(files.environment(), info, jdk, jmh.forkFlags());
    this.first = session.calibrate();
    recorder.add(first.rows(info, OffsetDateTime.now(), 1));
  }

  /**
   * Checks the command line, opens the files and starts the stub.
   *
   * @param hostFlags the flags that the user gave to this process
   * @param out the folder for rows, or null for the default place
   * @throws UnusableInputException if it cannot be measured, or the folder cannot be written
   */
  public static JmhSession open(
      JmhOptions options, List<String> hostFlags, Path out, Pinning pinning)
      throws UnusableInputException {
    JmhRun jmh = JmhRun.of(options, hostFlags);
    TargetJdk jdk = JdkProbe.probe(jmh.jvm(), jmh.forkFlags());
    ValidCombinations combinations = jmh.check(jdk);
    var cells = jmh.cells(jdk);
    PlanRuns.check(jmh, cells);
    RunFiles files = PlanRuns.create(out, jdk);
    Session session = null;
    try {
      session = Session.open(jmh.target(), pinning, cells);
      return new JmhSession(jmh, combinations, jdk, files, session);
    } catch (UnusableInputException | RuntimeException e) {
      if (session != null) {
        session.close();
      }
      delete(files);
      throw e;
    }
  }

  /** Returns warnings of what is likely to spoil the run, a line each. */
  public List<String> warnings() {
    return warnings;
  }

  /** Returns the first calibration, in one line. */
  public String calibration() {
    return first.line();
  }

  /** Returns the combinations of parameters that do not exist, a line for each reason. */
  public List<String> leftOut() {
    return combinations.leftOut();
  }

  /**
   * Runs the benchmarks with JMH's output.
   *
   * @param costs whether to measure what the work costs besides time
   * @return whether anything was measured
   * @throws UnusableInputException if JMH refuses the options
   */
  public boolean run(boolean costs) throws UnusableInputException {
    List<String> flags = new ArrayList<>(JdkProbe.quietFlags(jdk));
    flags.addAll(session.stub().forkFlags());
    Collection<RunResult> results = jmh.run(combinations, flags, recorder, costs);
    ResultFormatFactory.getInstance(ResultFormatType.JSON, files.json().toString())
        .writeOut(results);
    session
        .calibrateAgain()
        .ifPresent(reading -> recorder.add(reading.rows(info, OffsetDateTime.now(), 2)));
    return !results.isEmpty();
  }

  /** Returns the rows that were measured. */
  public List<Row> measured() {
    return recorder.recorded().stream().filter(row -> !row.isCalibration()).toList();
  }

  /** Returns the change from the first calibration to the last, in one line. */
  public String drift() {
    return session.drift();
  }

  public RunFiles files() {
    return files;
  }

  @Override
  public void close() {
    session.close();
    if (measured().isEmpty()) {
      delete(files);
      return;
    }
    try {
      files.rows().close();
    } catch (IOException e) {
      // Every row was written when it was recorded; closing writes nothing.
      throw new IllegalStateException("the result file could not be closed", e);
    }
  }

  /** Deletes files without a measured row, which would only be in the way. */
  static void delete(RunFiles files) {
    try {
      files.rows().close();
      Files.deleteIfExists(files.csv());
      Files.deleteIfExists(files.environment());
    } catch (IOException e) {
      throw new IllegalStateException("empty result files could not be deleted", e);
    }
  }
}
