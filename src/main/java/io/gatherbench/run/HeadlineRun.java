package io.gatherbench.run;

import io.gatherbench.plan.Cell;
import io.gatherbench.plan.StopRule;
import io.gatherbench.run.jdk.TargetJdk;
import io.gatherbench.run.jmh.HeadlinePlan;
import io.gatherbench.run.jmh.JmhJson;
import io.gatherbench.run.record.RowRecorder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs a headline plan. Forks are interleaved: each round runs one fork of each cell, in an order
 * that is shuffled anew, so that a machine that slows down while the run goes on slows all cells
 * alike.
 */
public final class HeadlineRun {

  /** Iterations of a fork, and what they take together, as {@code GatherBenchmark} has them. */
  private static final int ITERATIONS = 5;

  private static final double ITERATION_SECONDS = 2.5;

  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

  /** What starting a fork, opening its connections and warming it up takes, near enough. */
  private static final double START_SECONDS = 5.2;

  /** Runs one fork of a cell. */
  interface Forks {
    Optional<RunResult> run(Cell cell, int number) throws RunnerException;
  }

  /** Runs one fork of a cell for the sake of its virtual threads. */
  interface PinningForks {
    void run(Cell cell, int number) throws RunnerException;
  }

  private final HeadlinePlan plan;
  private final Forks forks;
  private final PinningForks pinningForks;
  private final Random order;
  private final Path json;
  private final Map<Cell, List<RunResult>> results = new LinkedHashMap<>();

  /**
   * @param userFlags flags that the user wants the forks to have
   * @param forkFlags flags that the forks need besides
   * @param costs whether to measure what the work costs besides time
   * @param seed of the order of forks
   * @param json where JMH's own result goes, rewritten after each round
   */
  public HeadlineRun(
      HeadlinePlan plan,
      TargetJdk jdk,
      List<String> userFlags,
      List<String> forkFlags,
      RowRecorder recorder,
      boolean costs,
      long seed,
      Path json) {
    this(plan, new ForkRunner(jdk, userFlags, forkFlags, recorder, costs), costs, seed, json);
  }

  private HeadlineRun(HeadlinePlan plan, ForkRunner runner, boolean costs, long seed, Path json) {
    this(plan, runner::run, costs ? runner::runForPinning : (cell, number) -> {}, seed, json);
  }

  HeadlineRun(HeadlinePlan plan, Forks forks, PinningForks pinningForks, long seed, Path json) {
    this.forks = forks;
    this.pinningForks = pinningForks;
    this.plan = plan;
    this.order = new Random(seed);
    this.json = json;
  }

  /** What the whole plan is foreseen to take, in seconds. */
  public static double foreseenSeconds(HeadlinePlan plan) {
    return plan.forks() * plan.cells().stream().mapToDouble(HeadlineRun::foreseenSeconds).sum();
  }

  /**
   * Runs all forks, and as many rounds more, of the cells that need them, as the rule says.
   *
   * @param progress takes one line before each fork
   * @param afterRound runs after each round
   * @return the cells that were not precise enough when time was up
   * @throws RunnerException if JMH itself cannot run
   */
  public List<Cell> run(
      InstantSource clock, Consumer<String> progress, Runnable afterRound, StopRule rule)
      throws RunnerException {
    long started = clock.millis();
    Progress state = new Progress(clock, plan.cells().size() * plan.forks(), foreseenSeconds(plan));
    plan.cells().forEach(cell -> results.put(cell, new ArrayList<>()));
    int round = 1;
    for (; round <= plan.forks(); round++) {
      runRound(plan.cells(), round, state, progress);
      afterRound.run();
    }
    while (true) {
      List<Cell> more =
          plan.cells().stream().filter(cell -> !rule.preciseEnough().test(cell)).toList();
      double seconds = more.stream().mapToDouble(HeadlineRun::foreseenSeconds).sum();
      double passed = (clock.millis() - started) / 1e3;
      if (more.isEmpty() || passed + seconds > rule.cap().toSeconds()) {
        runForPinning(round, progress);
        return more;
      }
      runRound(more, round, new Progress(clock, more.size(), seconds), progress);
      afterRound.run();
      round++;
    }
  }

  /** After the last round, so that its forks have a number that no other has. */
  private void runForPinning(int number, Consumer<String> progress) throws RunnerException {
    for (Cell cell : plan.cells()) {
      if (cell.strategy().minimumJdk() >= FIRST_WITH_VIRTUAL_THREADS) {
        progress.accept("counting pinned threads of " + cell);
        pinningForks.run(cell, number);
      }
    }
  }

  private void runRound(List<Cell> cells, int round, Progress state, Consumer<String> progress)
      throws RunnerException {
    List<Cell> shuffled = new ArrayList<>(cells);
    Collections.shuffle(shuffled, order);
    for (Cell cell : shuffled) {
      progress.accept(state.line(cell.toString()));
      Optional<RunResult> result = forks.run(cell, round);
      result.ifPresent(results.get(cell)::add);
      state.forkDone(foreseenSeconds(cell));
    }
    JmhJson.write(results.values(), json);
  }

  private static double foreseenSeconds(Cell cell) {
    double gather = cell.boundMillis() / 1e3;
    // An iteration ends with the gather that is under way when its time is over.
    return START_SECONDS + ITERATION_SECONDS + ITERATIONS * gather / 2;
  }
}
