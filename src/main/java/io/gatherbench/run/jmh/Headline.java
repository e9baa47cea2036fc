package io.gatherbench.run.jmh;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.delay.Latency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.options.Options;

/**
 * The plan of the command without arguments: the gather with four strategies and a lesson, and the
 * threads over a second library and with a second executor in the first, so that strategy and
 * library are seen apart.
 */
public final class Headline {

  public static final String NAME = "headline";
  public static final String BENCHMARK = "io.gatherbench.benchmark.GatherBenchmark.gather";
  public static final String LATENCY = "10ms";

  /** The strategies compared, first with the client that each is idiomatic with. */
  public static final List<Strategy> STRATEGIES =
      List.of(
          Strategy.SEQUENTIAL,
          Strategy.THREAD_POOL,
          Strategy.VIRTUAL_THREADS,
          Strategy.EVENT_LOOP,
          Strategy.ASYNC_SEQUENTIAL);

  /** Its rounds: the fewest that give verdicts. */
  public static final int ROUNDS = 4;

  private static final String STRATEGY = "strategy";
  private static final String CLIENT = "client";
  private static final String EXECUTOR = "executor";
  private static final String REQUESTS = "requests";
  private static final String NUMBERS = "4,64,1024";

  /** Of what is asynchronous without concurrency, one number of requests tells enough. */
  private static final Map<Strategy, Integer> LESSONS = Map.of(Strategy.ASYNC_SEQUENTIAL, 64);

  private static final Set<Strategy> OVER_TWO_CLIENTS =
      Set.of(Strategy.THREAD_POOL, Strategy.VIRTUAL_THREADS);

  private static final String SECOND_CLIENT = "APACHE";
  private static final int FEWEST_OVER_TWO_CLIENTS = 64;

  /** What also runs with virtual threads inside java.net.http, whose default costs most there. */
  private static final Map.Entry<Strategy, Integer> SECOND_EXECUTOR =
      Map.entry(Strategy.VIRTUAL_THREADS, 1024);

  /** Longest bound of a cell that is measured; of cells above it the bound alone is shown. */
  private static final double LONGEST_BOUND_MILLIS = 1_000;

  private Headline() {}

  /** Returns the strategies that a JDK of this feature release lacks. */
  public static List<Strategy> leftOut(int feature) {
    return STRATEGIES.stream().filter(strategy -> strategy.minimumJdk() > feature).toList();
  }

  /**
   * Returns the strategies that a JDK of this feature release has and all of the user's clients can
   * carry, as the value of a parameter; strategies beside those of the plan if none of its can.
   */
  public static String strategies(Options user, int feature) {
    Collection<String> clients = user.getParameter(CLIENT).orElse(List.of());
    Predicate<Strategy> carried =
        strategy ->
            clients.stream().allMatch(client -> Compatibility.exists(strategy, client, "HTTP_1_1"));
    return Stream.of(STRATEGIES, List.of(Strategy.values()))
        .map(strategies -> strategies.stream().filter(carried).toList())
        .filter(strategies -> !strategies.isEmpty())
        .findFirst()
        .orElse(STRATEGIES)
        .stream()
        .filter(strategy -> strategy.minimumJdk() <= feature)
        .map(Enum::name)
        .collect(Collectors.joining(","));
  }

  /** Returns the plan's parameters that the user has not set, as words for JMH. */
  static List<String> parameters(Options user, int feature) {
    Map<String, String> values =
        Map.of(STRATEGY, strategies(user, feature), REQUESTS, NUMBERS, "latency", LATENCY);
    return Stream.of(STRATEGY, REQUESTS, "latency")
        .filter(name -> !user.getParameter(name).hasValue())
        .flatMap(name -> Stream.of("-p", name + "=" + values.get(name)))
        .toList();
  }

  /** Returns the plan's cells, of all combinations of its parameters and those of the user. */
  static List<PlannedCell> cells(List<PlannedCell> all, Options user) {
    boolean strategyGiven = user.getParameter(STRATEGY).hasValue();
    boolean lessonsOnce = !strategyGiven && !user.getParameter(REQUESTS).hasValue();
    boolean otherClients =
        !strategyGiven
            && Stream.of(CLIENT, EXECUTOR, "protocol")
                .noneMatch(name -> user.getParameter(name).hasValue());
    List<PlannedCell> cells = new ArrayList<>();
    for (PlannedCell cell : all) {
      Strategy strategy = Strategy.valueOf(cell.parameters().get(STRATEGY));
      int requests = Integer.parseInt(cell.parameters().get(REQUESTS));
      if (!lessonsOnce || LESSONS.getOrDefault(strategy, requests) == requests) {
        cells.add(cell);
      }
      if (otherClients
          && OVER_TWO_CLIENTS.contains(strategy)
          && requests >= FEWEST_OVER_TWO_CLIENTS) {
        Map<String, String> parameters = new HashMap<>(cell.parameters());
        parameters.remove(EXECUTOR);
        cells.add(with(CLIENT, SECOND_CLIENT, cell, parameters));
      }
      if (otherClients && SECOND_EXECUTOR.equals(Map.entry(strategy, requests))) {
        cells.add(with(EXECUTOR, "virtual", cell, new HashMap<>(cell.parameters())));
      }
    }
    return cells;
  }

  private static PlannedCell with(
      String name, String value, PlannedCell cell, Map<String, String> parameters) {
    parameters.put(name, value);
    return new PlannedCell(cell.benchmark(), parameters, cell.foreseenSeconds());
  }

  /** Returns the bound of a cell's gather in ms, with a pool of as many threads as requests. */
  static double boundMillis(PlannedCell cell) {
    int requests = Integer.parseInt(cell.parameters().get(REQUESTS));
    return Strategy.valueOf(cell.parameters().get(STRATEGY))
        .bound(
            requests,
            new ConcurrencyLimits(requests, requests),
            Latency.parse(cell.parameters().get("latency")).millis());
  }

  static boolean isTooLong(PlannedCell cell) {
    return boundMillis(cell) > LONGEST_BOUND_MILLIS;
  }
}
