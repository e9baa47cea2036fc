package io.gatherbench.run;

import io.gatherbench.plan.Fork;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.StoppingRule;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowReader;
import io.gatherbench.results.RowWriter;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.output.UnwritableOutputException;
import io.gatherbench.run.jdk.VariantDifferences;
import io.gatherbench.run.jmh.ForkExecutor;
import io.gatherbench.run.jmh.JmhOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs a plan, new or resumed, against one stub. Each fork's rows are on disk, and its line in the
 * journal, before the next fork starts. Not thread-safe but for what says otherwise.
 */
public final class PlanRun implements AutoCloseable {

  private static final long SIGNAL_SECONDS = 1;
  private static final long BETWEEN_CALIBRATIONS_MILLIS = 30_000;

  private final Plan plan;
  private final Path file;
  private final List<String> remarks;
  private final ForkJournal journal;
  private final boolean resumed;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final List<VariantRows> rows = new ArrayList<>();
  private InstantSource clock;
  private Session session;
  private long calibratedMillis;
  private boolean keepsFiles;
  private Optional<String> stubDeath = Optional.empty();

  /** Receives the progress of a run. */
  public interface Listener {

    void progress(String line);

    /** Called once the stub runs, before the first fork starts. */
    void ready(String stub, String calibration, Set<String> warnings);

    /** Called when all forks of a round are done, their rows on disk. */
    void roundDone() throws IOException;
  }

  PlanRun(Plan plan, Path file, List<String> remarks, ForkJournal journal, boolean resumed) {
    this.plan = plan;
    this.file = file;
    this.remarks = remarks;
    this.journal = journal;
    this.resumed = resumed;
  }

  public Plan plan() {
    return plan;
  }

  /** Returns the file of the plan, by which it is resumed. */
  public Path file() {
    return file;
  }

  /** Returns the folder of the run's files; {@code .} if it is the working folder. */
  public Path folder() {
    return file.toAbsolutePath().getParent().equals(Path.of("").toAbsolutePath())
        ? Path.of(".")
        : file.getParent();
  }

  /** Returns the changes since the plan was made that do not prevent a resume, a line each. */
  public List<String> remarks() {
    return remarks;
  }

  /** Returns the number of forks done, those by earlier processes included. */
  public int done() {
    return journal.count();
  }

  /** Returns whether a fork is done, by this process or an earlier one. */
  public boolean isDone(Fork fork) {
    return journal.isDone(fork);
  }

  /** Returns the process id of the stub, if this run started one. */
  public OptionalLong stubPid() {
    return session.stub().pid();
  }

  /** Returns how the stub of this run died, which then ended the run; else empty. */
  public Optional<String> stubDeath() {
    return stubDeath;
  }

  /** Returns the number of forks in the plan, and of those that a rule added. */
  public int total() {
    return (int) plan.forks().stream().filter(fork -> !journal.isDone(fork)).count() + done();
  }

  /** Returns the foreseen time of the remaining forks, in seconds. */
  public double foreseenSeconds() {
    List<Fork> missing = plan.forks().stream().filter(fork -> !journal.isDone(fork)).toList();
    return ForkSequence.foreseenSeconds(plan, missing);
  }

  /** Returns the file with the rows of a variant. */
  public Path rows(Variant variant) {
    return folder().resolve(variant.name() + ".csv");
  }

  private Path environment(Variant variant) {
    return folder().resolve(variant.name() + ".environment.json");
  }

  /** Reads all rows of forks that are done, those of earlier processes included. */
  public List<Row> measured() throws IOException {
    List<Row> measured = new ArrayList<>();
    for (Variant variant : plan.variants()) {
      measured.addAll(measured(variant));
    }
    return measured;
  }

  /** Reads the rows of a variant's forks that are done. */
  public List<Row> measured(Variant variant) throws IOException {
    List<Row> measured = new ArrayList<>();
    this.<RuntimeException>read(variant, measured::add);
    measured.removeIf(Row::isOfNoFork);
    return measured;
  }

  /** Reads a variant's rows without those of a fork that is not done. Thread-safe. */
  public <E extends Exception> void read(Variant variant, RowReader.RowSink<E> sink)
      throws IOException, E {
    long length = journal.length(plan.variants().indexOf(variant));
    if (length > 0) {
      RowReader.read(rows(variant), length, sink);
    }
  }

  /** Returns the cells that still need forks by a rule. */
  public List<PlannedCell> open(StoppingRule rule) throws IOException {
    return rule.open(plan.cells(), measured());
  }

  /** Returns whether there is nothing left to run: all planned forks, and those of a rule. */
  public boolean isComplete(StoppingRule rule) throws IOException {
    List<PlannedCell> open = open(rule);
    int last = plan.settings().lastRound();
    boolean ended =
        journal.lastRound() >= last
            && plan.furtherRound(last, open).stream().allMatch(journal::isDone);
    return plan.forks().stream().allMatch(journal::isDone) && (open.isEmpty() || ended);
  }

  /** Returns the change from the first calibration to the last; empty if nothing was run. */
  public Optional<String> drift() {
    return Optional.ofNullable(session).map(Session::drift);
  }

  /** Marks this process as being stopped: forks that end now have not failed. Thread-safe. */
  public void stop() {
    stopping.countDown();
  }

  /** Returns whether {@link #stop} was called. Thread-safe. */
  public boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /**
   * Runs the remaining forks.
   *
   * @throws UnusableInputException if the stub cannot be had, or JMH itself cannot run
   * @throws IOException if files cannot be made, or rows were tampered with
   * @throws UnwritableOutputException if files cannot be written to their end; what is done stays
   */
  public void run(InstantSource clock, StoppingRule rule, ForkSetup setup, Listener listener)
      throws UnusableInputException, IOException {
    this.clock = clock;
    JmhOptions options = JmhOptions.parse(plan.jmh());
    listener.progress(plan.ofOtherJars() ? "starting" : "starting the stub and warming it up");
    try (Session opened = Session.of(plan, options)) {
      session = opened;
      StubLease stub = session.stub();
      ForkExecutor executor = session.executor(plan, options);
      Set<String> warnings = openRows(options);
      listener.progress("calibrating");
      CalibrationReading reading = session.calibrate();
      record(reading);
      listener.ready(stub.description(), reading.line(), warnings);
      PlanSteps steps =
          new PlanSteps(this, journal, rows, executor, stub, setup, () -> roundDone(listener));
      new ForkSequence(plan, journal, steps, clock, listener::progress).run(rule);
      stubDeath = stub.death();
      keepsFiles = stubDeath.isPresent();
      calibrateAgain();
    } catch (UnusableInputException e) {
      // After a signal the stub is gone, so that a calibration fails: no error.
      if (!isStoppingSoon()) {
        throw e;
      }
    } catch (UnwritableOutputException e) {
      keepsFiles = rows.stream().anyMatch(VariantRows::hasMeasured);
      throw e;
    } finally {
      for (VariantRows variant : rows) {
        variant.writer.close();
      }
    }
  }

  private Set<String> openRows(JmhOptions options) throws UnusableInputException, IOException {
    Set<String> warnings = new LinkedHashSet<>(VariantDifferences.of(plan.variants()));
    for (int i = 0; i < plan.variants().size(); i++) {
      Variant variant = plan.variants().get(i);
      String run = plan.variants().size() == 1 ? plan.run() : plan.run() + "#" + variant.name();
      RunInfo info = session.info(run, plan.machine(), variant, plan.commit());
      RowWriter writer = RowWriter.resume(rows(variant), journal.length(i));
      rows.add(new VariantRows(variant, info, folder(), writer, options.rowParameters()));
      rows.get(i).addRule(plan);
      if (!Files.exists(environment(variant))) {
        warnings.addAll(session.describe(environment(variant), info, variant));
      }
    }
    return warnings;
  }

  /** Waits: a signal that ended a fork may be about to reach this process too, a little later. */
  boolean isStoppingSoon() {
    try {
      return stopping.await(SIGNAL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void roundDone(Listener listener) throws IOException {
    if (clock.millis() - calibratedMillis > BETWEEN_CALIBRATIONS_MILLIS) {
      calibrateAgain();
    }
    if (!isStopping()) {
      listener.roundDone();
    }
  }

  private void calibrateAgain() throws IOException {
    Optional<CalibrationReading> next = isStopping() ? Optional.empty() : session.calibrateAgain();
    if (next.isPresent()) {
      record(next.get());
    }
  }

  private void record(CalibrationReading reading) throws IOException {
    List<Long> lengths = new ArrayList<>();
    for (VariantRows variant : rows) {
      variant.add(reading, journal.calibrations() + 1);
      lengths.add(variant.writer.force());
    }
    journal.addCalibration(lengths);
    calibratedMillis = clock.millis();
  }

  /**
   * Ends the run. One that failed before its first fork was done leaves no files, unless the stub
   * died, or the disk is full and has rows of that fork.
   */
  @Override
  public void close() throws IOException {
    journal.close();
    if (!resumed && !isStopping() && done() == 0 && !keepsFiles) {
      for (Variant variant : plan.variants()) {
        Files.deleteIfExists(rows(variant));
        Files.deleteIfExists(environment(variant));
      }
      Files.deleteIfExists(file);
      Files.deleteIfExists(journal.path());
    }
  }
}
