package io.gatherbench.run.jmh;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.delay.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.options.Options;

/** What is measured without arguments: the gather, with the first five strategies. */
public final class Headline {

  /** The name of the plan. */
  public static final String NAME = "headline";

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

  private static final String REQUESTS = "4,64,1024";

  /** A bound above this is shown and not waited for. */
  private static final double LONGEST_BOUND_MILLIS = 1_000;

  private Headline() {}

  /** The strategies that a JDK of this feature release lacks. */
  public static List<Strategy> leftOut(int feature) {
    return STRATEGIES.stream().filter(strategy -> strategy.minimumJdk() > feature).toList();
  }

  /** The strategies that a JDK of this feature release has, as the value of a parameter. */
  public static String strategies(int feature) {
    return STRATEGIES.stream()
        .filter(strategy -> strategy.minimumJdk() <= feature)
        .map(Enum::name)
        .collect(Collectors.joining(","));
  }

  /** What the plan measures, less what the user says otherwise, as JMH's words. */
  static List<String> parameters(Options user, int feature) {
    List<String> words = new ArrayList<>();
    add(words, user, "strategy", strategies(feature));
    add(words, user, "requests", REQUESTS);
    add(words, user, "latency", LATENCY);
    return words;
  }

  private static void add(List<String> words, Options user, String name, String values) {
    if (!user.getParameter(name).hasValue()) {
      words.addAll(List.of("-p", name + "=" + values));
    }
  }

  /**
   * The least time that the arithmetic allows for a gather of a cell, in ms, with a pool of as many
   * threads as requests.
   */
  static double boundMillis(PlannedCell cell) {
    int requests = Integer.parseInt(cell.parameters().get("requests"));
    return Strategy.valueOf(cell.parameters().get("strategy"))
        .bound(
            requests,
            new ConcurrencyLimits(requests, requests),
            Latency.parse(cell.parameters().get("latency")).millis());
  }

  static boolean isTooLong(PlannedCell cell) {
    return boundMillis(cell) > LONGEST_BOUND_MILLIS;
  }
}
