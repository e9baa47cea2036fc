package io.gatherbench.run.jmh;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.delay.Latency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.options.Options;

/** The plan of the command without arguments: the gather, with the first five strategies. */
public final class Headline {

  public static final String NAME = "headline";
  public static final String BENCHMARK = "io.gatherbench.benchmark.GatherBenchmark.gather";
  public static final String LATENCY = "10ms";

  /** The strategies compared, each with its idiomatic client. */
  public static final List<Strategy> STRATEGIES =
      List.of(
          Strategy.SEQUENTIAL,
          Strategy.THREAD_POOL,
          Strategy.VIRTUAL_THREADS,
          Strategy.EVENT_LOOP,
          Strategy.ASYNC_SEQUENTIAL);

  private static final String REQUESTS = "4,64,1024";

  /** Longest bound of a cell that is measured; of cells above it the bound alone is shown. */
  private static final double LONGEST_BOUND_MILLIS = 1_000;

  private Headline() {}

  /** Returns the strategies that a JDK of this feature release lacks. */
  public static List<Strategy> leftOut(int feature) {
    return STRATEGIES.stream().filter(strategy -> strategy.minimumJdk() > feature).toList();
  }

  /** Returns the strategies that a JDK of this feature release has, as the value of a parameter. */
  public static String strategies(int feature) {
    return STRATEGIES.stream()
        .filter(strategy -> strategy.minimumJdk() <= feature)
        .map(Enum::name)
        .collect(Collectors.joining(","));
  }

  /** Returns the plan's parameters that the user has not set, as words for JMH. */
  static List<String> parameters(Options user, int feature) {
    Map<String, String> values =
        Map.of("strategy", strategies(feature), "requests", REQUESTS, "latency", LATENCY);
    return Stream.of("strategy", "requests", "latency")
        .filter(name -> !user.getParameter(name).hasValue())
        .flatMap(name -> Stream.of("-p", name + "=" + values.get(name)))
        .toList();
  }

  /** Returns the bound of a cell's gather in ms, with a pool of as many threads as requests. */
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
