package io.gatherbench.run;

import io.gatherbench.plan.ForkOrder;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanFile;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.RowWriter;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jmh.JmhRun;
import io.gatherbench.run.jmh.OptionsWithoutIncludes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * A run over several JDKs in a folder of its own: a new one, or one that was interrupted and is
 * gone on with. Each fork's rows are on disk, and noted as done, before the next one starts.
 *
 * <p>Not thread-safe.
 */
public final class PlanRun implements AutoCloseable {

  private static final int LEAST_LIMIT_SECONDS = 120;
  private static final int LIMIT_OVER_FORESEEN = 4;

  private final Plan matrix;
  private final Path folder;
  private final List<String> leftOut;
  private final ForkJournal journal;
  private final CountDownLatch stopping = new CountDownLatch(1);

  private PlanRun(Plan matrix, Path folder, List<String> leftOut, ForkJournal journal) {
    this.matrix = matrix;
    this.folder = folder;
    this.leftOut = leftOut;
    this.journal = journal;
  }

  /**
   * Begins a new run in an empty folder.
   *
   * @throws UnusableInputException if it cannot be measured
   * @throws IOException if the folder cannot be written
   */
  static PlanRun begin(Plan matrix, List<String> leftOut, Path folder)
      throws UnusableInputException, IOException {
    PlanFile.write(matrix, folder);
    return new PlanRun(matrix, folder, leftOut, ForkJournal.open(folder));
  }

  /** Goes on with the run in a folder. */
  static PlanRun goOn(Plan matrix, Path folder) throws UnusableInputException, IOException {
    return new PlanRun(matrix, folder, List.of(), ForkJournal.open(folder));
  }

  /** What is not measured and why, a line each; known of a new run only. */
  public List<String> leftOut() {
    return leftOut;
  }

  /** The JDKs. */
  public List<Variant> arms() {
    return matrix.arms();
  }

  /** How many cells there are. */
  public int cells() {
    return matrix.cells().size();
  }

  /** Forks of each cell and arm. */
  public int rounds() {
    return matrix.rounds();
  }

  /** The seed of the order. */
  public long seed() {
    return matrix.seed();
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** How many forks are done, also by those who went before. */
  public int done() {
    return journal.count();
  }

  /** How many forks there are in all. */
  public int total() {
    return ForkOrder.of(matrix).size();
  }

  /** What the forks that are still to run are foreseen to take, in seconds. */
  public double foreseenSeconds() {
    return remaining().stream().mapToDouble(this::foreseenSeconds).sum();
  }

  /** An arm's file of rows. */
  public Path rows(Variant arm) {
    return folder.resolve(arm.name() + ".csv");
  }

  /** What an arm's rows have in common. */
  public RunInfo info(Variant arm, StubLease stub) {
    return new RunInfo(
        matrix.run() + "#" + arm.name(),
        matrix.machine(),
        arm.jdk().version(),
        arm.jdk().vm(),
        String.join(" ", arm.flags()),
        arm.jdk().gc(),
        stub.description(),
        matrix.commit());
  }

  /**
   * The ruler for this run.
   *
   * @throws UnusableInputException never of a run that could be planned
   */
  public Calibration ruler(StubLease stub) throws UnusableInputException {
    return new Calibration(stub.address(), jmhRun().gathers());
  }

  /**
   * The one stub of the run.
   *
   * @throws UnusableInputException if the parameters name one and none is there
   * @throws IOException if it does not start
   */
  public StubLease stub() throws UnusableInputException, IOException {
    return jmhRun().stub();
  }

  /** This process is being stopped: a fork that ends from now on has not failed. Thread-safe. */
  public void stop() {
    stopping.countDown();
  }

  /** Whether {@link #stop} was called. Thread-safe. */
  public boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /**
   * Runs what is not done yet.
   *
   * @param stub for all forks of all arms
   * @param progress takes one line before each fork
   * @throws UnusableInputException if JMH itself cannot run, or rows were tampered with
   * @throws IOException if rows cannot be written
   */
  public void run(StubLease stub, InstantSource clock, Consumer<String> progress)
      throws UnusableInputException, IOException {
    List<ForkOrder.Fork> remaining = remaining();
    Progress state = new Progress(clock, journal.count(), remaining.size(), foreseenSeconds());
    Map<Variant, VariantForks> forksOfArms = new LinkedHashMap<>();
    try {
      for (int arm = 0; arm < matrix.arms().size(); arm++) {
        forksOfArms.put(matrix.arms().get(arm), open(arm, stub));
      }
      int round = 0;
      for (ForkOrder.Fork fork : remaining) {
        if (round != 0 && fork.round() != round) {
          forksOfArms.values().forEach(VariantForks::writeJson);
        }
        round = fork.round();
        Variant arm = matrix.arms().get(fork.arm());
        PlannedCell cell = matrix.cells().get(fork.cell());
        progress.accept(state.line(arm.name() + ": " + cell));
        OptionalLong length =
            forksOfArms.get(arm).run(cell, fork.round(), limitSeconds(cell), stopping);
        if (length.isEmpty()) {
          return;
        }
        journal.add(fork, length.getAsLong());
        state.forkDone(foreseenSeconds(fork));
      }
      forksOfArms.values().forEach(VariantForks::writeJson);
    } finally {
      for (VariantForks forks : forksOfArms.values()) {
        forks.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }

  private JmhRun jmhRun() throws UnusableInputException {
    CommandLineOptions options = JmhRun.parse(matrix.jmh());
    return JmhRun.of(options, matrix.jmh(), List.of());
  }

  private List<ForkOrder.Fork> remaining() {
    List<ForkOrder.Fork> remaining = new ArrayList<>(ForkOrder.of(matrix));
    remaining.removeIf(journal::isDone);
    return remaining;
  }

  private double foreseenSeconds(ForkOrder.Fork fork) {
    return matrix.cells().get(fork.cell()).foreseenSeconds();
  }

  private long limitSeconds(PlannedCell cell) {
    return matrix.limitSeconds() > 0
        ? matrix.limitSeconds()
        : LEAST_LIMIT_SECONDS + Math.round(LIMIT_OVER_FORESEEN * cell.foreseenSeconds());
  }

  private VariantForks open(int index, StubLease stub) throws UnusableInputException, IOException {
    Variant arm = matrix.arms().get(index);
    return new VariantForks(
        arm,
        OptionsWithoutIncludes.of(matrix.jmh()),
        stub.forkFlags(),
        matrix.costs(),
        info(arm, stub),
        RowWriter.resume(rows(arm), journal.length(index)),
        folder,
        Clock.systemDefaultZone());
  }
}
