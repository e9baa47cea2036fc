package io.gatherbench.run.jmh;

import io.gatherbench.plan.Cell;
import io.gatherbench.run.Calibration;
import io.gatherbench.strategy.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What runs without arguments: the gather benchmark with each of the first five strategies that the
 * target JDK has.
 *
 * @param cells what is measured
 * @param boundOnly what would take too long to measure; its bound is shown instead
 * @param leftOut strategies that the target JDK lacks
 * @param forks forks of each cell
 */
public record HeadlinePlan(
    List<Cell> cells, List<Cell> boundOnly, List<Strategy> leftOut, int forks) {

  /** The benchmark that the plan runs. */
  public static final String BENCHMARK = "io.gatherbench.benchmark.GatherBenchmark.gather";

  /** The latency of every request. */
  public static final String LATENCY = "10ms";

  /** What the headline compares, each with the client that it is idiomatic with. */
  public static final List<Strategy> STRATEGIES =
      List.of(
          Strategy.SEQUENTIAL,
          Strategy.THREAD_POOL,
          Strategy.VIRTUAL_THREADS,
          Strategy.EVENT_LOOP,
          Strategy.ASYNC_SEQUENTIAL);

  private static final int[] REQUESTS = {4, 64, 1024};

  /** A bound above this, in milliseconds, is shown and not waited for. */
  static final double LONGEST_BOUND_MILLIS = 1_000;

  private static final int FORKS = 5;

  /** The plan for a JDK of this feature release. */
  public static HeadlinePlan forJdk(int feature) {
    List<Cell> cells = new ArrayList<>();
    List<Cell> boundOnly = new ArrayList<>();
    for (int requests : REQUESTS) {
      for (Strategy strategy : STRATEGIES) {
        if (strategy.minimumJdk() <= feature) {
          Cell cell = new Cell(strategy, requests, LATENCY);
          (cell.boundMillis() > LONGEST_BOUND_MILLIS ? boundOnly : cells).add(cell);
        }
      }
    }
    List<Strategy> leftOut =
        STRATEGIES.stream().filter(strategy -> strategy.minimumJdk() > feature).toList();
    return new HeadlinePlan(cells, boundOnly, leftOut, FORKS);
  }

  /** The numbers of requests in a gather, as the value of a parameter. */
  static String requests() {
    return Arrays.stream(REQUESTS).mapToObj(Integer::toString).collect(Collectors.joining(","));
  }

  /** The gathers of the plan, each once, for the ruler. */
  public List<Calibration.Gather> gathers() {
    return cells.stream()
        .map(cell -> new Calibration.Gather(cell.requests(), cell.latency()))
        .distinct()
        .toList();
  }

  /** The same plan with another number of forks. */
  public HeadlinePlan withForks(int number) {
    return new HeadlinePlan(cells, boundOnly, leftOut, number);
  }
}
