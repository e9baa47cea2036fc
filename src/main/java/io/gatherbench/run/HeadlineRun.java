package io.gatherbench.run;

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

  private static final double ITERATION_SECONDS = 3;

  /** What starting a fork, opening its connections and warming it up takes, near enough. */
  private static final double START_SECONDS = 3.8;

  private final HeadlinePlan plan;
  private final ForkRunner runner;
  private final long seed;
  private final Path json;

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
    this.plan = plan;
    this.runner = new ForkRunner(jdk, userFlags, forkFlags, recorder, costs);
    this.seed = seed;
    this.json = json;
  }

  /** What the whole plan is foreseen to take, in seconds. */
  public static double foreseenSeconds(HeadlinePlan plan) {
    return plan.forks() * plan.cells().stream().mapToDouble(HeadlineRun::foreseenSeconds).sum();
  }

  /**
   * Runs all forks.
   *
   * @param progress takes one line before each fork
   * @param afterRound runs after each round
   * @throws RunnerException if JMH itself cannot run
   */
  public void run(InstantSource clock, Consumer<String> progress, Runnable afterRound)
      throws RunnerException {
    Progress state = new Progress(clock, plan.cells().size() * plan.forks(), foreseenSeconds(plan));
    Random order = new Random(seed);
    Map<Cell, List<RunResult>> results = new LinkedHashMap<>();
    plan.cells().forEach(cell -> results.put(cell, new ArrayList<>()));
    for (int round = 1; round <= plan.forks(); round++) {
      List<Cell> shuffled = new ArrayList<>(plan.cells());
      Collections.shuffle(shuffled, order);
      for (Cell cell : shuffled) {
        progress.accept(state.line(cell.toString()));
        Optional<RunResult> result = runner.run(cell, round);
        result.ifPresent(results.get(cell)::add);
        state.forkDone(foreseenSeconds(cell));
      }
      JmhJson.write(results.values(), json);
      afterRound.run();
    }
  }

  private static double foreseenSeconds(Cell cell) {
    double gather = cell.boundMillis() / 1e3;
    // An iteration ends with the gather that is under way when its time is over.
    return START_SECONDS + ITERATION_SECONDS + ITERATIONS * gather / 2;
  }
}
