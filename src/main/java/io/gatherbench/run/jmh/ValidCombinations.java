package io.gatherbench.run.jmh;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Optional;

/** The cells of a command line that exist, in parts of which JMH can measure all combinations. */
public final class ValidCombinations {

  /** Cells that one run of JMH can measure, with the parameters that are not left as they are. */
  record Part(List<BenchmarkListEntry> entries, Map<String, List<String>> values) {

    List<String> benchmarks() {
      return entries.stream().map(BenchmarkListEntry::getUsername).toList();
    }
  }

  /** Approximate time to start a fork, open its connections and warm it up. */
  private static final double START_SECONDS = 9;

  private static final String STRATEGY = "strategy";
  private static final String CLIENT = "client";
  private static final String PROTOCOL = "protocol";
  private static final String EXECUTOR = "executor";
  private static final String PLACE = "place";
  private static final String NOT_ON_JDK = ": not on JDK ";

  private final Map<String, Collection<String>> given;
  private final TargetJdk jdk;
  private final Map<Map<String, List<String>>, List<BenchmarkListEntry>> benchmarksByValues =
      new LinkedHashMap<>();
  private final Map<String, Set<String>> leftOut = new LinkedHashMap<>();

  private ValidCombinations(Map<String, Collection<String>> given, TargetJdk jdk) {
    this.given = given;
    this.jdk = jdk;
  }

  /** Finds the cells that exist; throws if none does, or the JDK lacks all. */
  static ValidCombinations of(
      Collection<BenchmarkListEntry> benchmarks,
      Map<String, Collection<String>> given,
      TargetJdk jdk)
      throws UnusableInputException {
    ValidCombinations product = new ValidCombinations(given, jdk);
    product.checkNamed();
    for (BenchmarkListEntry benchmark : benchmarks) {
      product.add(benchmark);
    }
    if (product.benchmarksByValues.isEmpty()) {
      throw new UnusableInputException(String.join("; ", product.leftOut()));
    }
    return product;
  }

  /** Returns the parts to measure, in the order of the benchmarks. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    benchmarksByValues.forEach((values, entries) -> parts.add(new Part(entries, values)));
    return parts;
  }

  /** Returns the cells one by one; {@code options} may set how many iterations there are. */
  List<PlannedCell> cells(Options options) {
    List<PlannedCell> cells = new ArrayList<>();
    for (Part part : parts()) {
      for (BenchmarkListEntry entry : part.entries()) {
        Map<String, List<String>> values = new TreeMap<>(part.values());
        values.keySet().retainAll(defaults(entry).keySet());
        for (String name : defaults(entry).keySet()) {
          values.putIfAbsent(name, values(name, defaults(entry)));
        }
        double seconds = foreseenSeconds(entry, options);
        for (Map<String, String> combination : PlannedCell.combinations(values)) {
          cells.add(new PlannedCell(entry.getUsername(), withOwnNames(combination), seconds));
        }
      }
    }
    return cells.stream().distinct().toList();
  }

  /** Names client and executor themselves, as rows do, where the parameter stands for them. */
  private static Map<String, String> withOwnNames(Map<String, String> combination) {
    Map<String, String> named = new LinkedHashMap<>(combination);
    named.computeIfPresent(
        CLIENT,
        (name, client) ->
            combination.containsKey(STRATEGY)
                ? Compatibility.clientName(Strategy.valueOf(combination.get(STRATEGY)), client)
                : client);
    Compatibility.nameExecutor(named, named.get(CLIENT));
    return named;
  }

  private static double foreseenSeconds(BenchmarkListEntry benchmark, Options options) {
    return START_SECONDS + iterationSeconds(benchmark, options);
  }

  /** Returns how long the iterations of a fork are to take. */
  public static double iterationSeconds(BenchmarkListEntry benchmark, Options options) {
    return first(
                options.getWarmupIterations(),
                benchmark.getWarmupIterations(),
                Defaults.WARMUP_ITERATIONS)
            * seconds(
                first(options.getWarmupTime(), benchmark.getWarmupTime(), Defaults.WARMUP_TIME))
        + first(
                options.getMeasurementIterations(),
                benchmark.getMeasurementIterations(),
                Defaults.MEASUREMENT_ITERATIONS)
            * seconds(
                first(
                    options.getMeasurementTime(),
                    benchmark.getMeasurementTime(),
                    Defaults.MEASUREMENT_TIME));
  }

  /** Returns how often and how long a fork iterates, as text that differs if any of it does. */
  public static String iterations(BenchmarkListEntry benchmark, Options options) {
    return Stream.of(
            options.getWarmupIterations().orAnother(benchmark.getWarmupIterations()),
            options.getWarmupTime().orAnother(benchmark.getWarmupTime()),
            options.getWarmupBatchSize().orAnother(benchmark.getWarmupBatchSize()),
            options.getMeasurementIterations().orAnother(benchmark.getMeasurementIterations()),
            options.getMeasurementTime().orAnother(benchmark.getMeasurementTime()),
            options.getMeasurementBatchSize().orAnother(benchmark.getMeasurementBatchSize()))
        .toList()
        .toString();
  }

  private static <T> T first(Optional<T> given, Optional<T> annotated, T otherwise) {
    return given.orElse(annotated.orElse(otherwise));
  }

  private static double seconds(TimeValue time) {
    return time.convertTo(TimeUnit.NANOSECONDS) / 1e9;
  }

  /** Returns the combinations left out because they do not exist, a line for each reason. */
  public List<String> leftOut() {
    List<String> lines = new ArrayList<>();
    leftOut.forEach((reason, strategies) -> lines.add(String.join(", ", strategies) + reason));
    return lines;
  }

  /** Throws if none of the named combinations exists; the message has the first and all that do. */
  private void checkNamed() throws UnusableInputException {
    List<String> missing = new ArrayList<>();
    for (String protocol : given.getOrDefault(PROTOCOL, List.of("HTTP_1_1"))) {
      for (String client : given.getOrDefault(CLIENT, List.of(Compatibility.IDIOMATIC))) {
        for (Strategy strategy : namedOrOneWith(client)) {
          if (Compatibility.exists(strategy, client, protocol)) {
            return;
          }
          missing.add(String.join(" ", strategy.name(), client, protocol));
        }
      }
    }
    throw new UnusableInputException("combination", missing.get(0), Compatibility.grid());
  }

  /** Returns the strategies that the user named, else one that can use the client. */
  private List<Strategy> namedOrOneWith(String client) {
    if (given.containsKey(STRATEGY)) {
      return given.get(STRATEGY).stream().map(Strategy::valueOf).toList();
    }
    return Arrays.stream(Strategy.values())
        .filter(strategy -> Compatibility.exists(strategy, client, "HTTP_1_1"))
        .limit(1)
        .toList();
  }

  private void add(BenchmarkListEntry benchmark) {
    Map<String, String[]> defaults = defaults(benchmark);
    List<String> strategies = values(STRATEGY, defaults);
    List<Map<String, List<String>>> smaller = new ArrayList<>();
    boolean whole = true;
    Map<String, List<String>> carriers = new TreeMap<>();
    List.of(CLIENT, PROTOCOL, EXECUTOR).forEach(name -> carriers.put(name, values(name, defaults)));
    for (Map<String, String> carrier : PlannedCell.combinations(carriers)) {
      List<String> kept = new ArrayList<>();
      for (String strategy : strategies) {
        String why = whyNot(benchmark, strategy, carrier);
        if (why.isEmpty()) {
          kept.add(strategy);
        } else {
          leaveOut(strategy, why);
          whole = false;
        }
      }
      if (!kept.isEmpty()) {
        Map<String, List<String>> part = new LinkedHashMap<>(Map.of(STRATEGY, kept));
        carrier.forEach((name, value) -> part.put(name, List.of(value)));
        smaller.add(part);
      }
    }
    Map<String, List<String>> places = placesOnJdk(defaults);
    List<Map<String, List<String>>> parts = whole ? List.of(Map.of()) : smaller;
    for (Map<String, List<String>> part : parts) {
      Map<String, List<String>> values = new LinkedHashMap<>(part);
      values.putAll(places);
      benchmarksByValues.computeIfAbsent(values, key -> new ArrayList<>()).add(benchmark);
    }
  }

  /** The places that the JDK has, if it lacks one: the user named none that it lacks. */
  private Map<String, List<String>> placesOnJdk(Map<String, String[]> defaults) {
    List<String> all = values(PLACE, defaults);
    List<String> kept =
        all.stream().filter(place -> ParameterCheck.leastJdk(place) <= jdk.feature()).toList();
    if (kept.equals(all)) {
      return Map.of();
    }
    all.stream()
        .filter(place -> !kept.contains(place))
        .forEach(place -> leaveOut(place, NOT_ON_JDK + jdk.version()));
    return Map.of(PLACE, kept);
  }

  private void leaveOut(String value, String why) {
    leftOut.computeIfAbsent(why, reason -> new LinkedHashSet<>()).add(value);
  }

  /** Returns why a cell does not exist; empty if it does, or if its benchmark has no strategies. */
  private String whyNot(
      BenchmarkListEntry benchmark, String strategy, Map<String, String> carrier) {
    List<String> own = List.of(defaults(benchmark).getOrDefault(STRATEGY, new String[0]));
    if (own.isEmpty()) {
      return "";
    }
    if (!own.contains(strategy)) {
      return ": not in " + Row.shortName(benchmark.getUsername());
    }
    Strategy known = Strategy.valueOf(strategy);
    if (known.minimumJdk() > jdk.feature()) {
      return NOT_ON_JDK + jdk.version();
    }
    String client = carrier.get(CLIENT);
    String protocol = carrier.get(PROTOCOL);
    if (!Compatibility.exists(known, client, protocol)) {
      return ": not with client " + client + " and protocol " + protocol;
    }
    String executor = carrier.get(EXECUTOR);
    if (!executor.equals(Compatibility.DEFAULT_EXECUTOR)
        && !Compatibility.takesExecutor(Compatibility.clientName(known, client))) {
      return " over "
          + Compatibility.clientName(known, client)
          + ": no executor "
          + executor
          + ", which only client JDK has";
    }
    return Compatibility.executorJdk(executor) > jdk.feature()
        ? " with executor " + executor + NOT_ON_JDK + jdk.version()
        : "";
  }

  static Map<String, String[]> defaults(BenchmarkListEntry benchmark) {
    return benchmark.getParams().orElse(Map.of());
  }

  /** Returns the values of a parameter, with a placeholder where the benchmark lacks it. */
  private List<String> values(String name, Map<String, String[]> defaults) {
    if (defaults.containsKey(name) && given.containsKey(name)) {
      return List.copyOf(given.get(name));
    }
    String none =
        switch (name) {
          case PROTOCOL -> "HTTP_1_1";
          case EXECUTOR -> Compatibility.DEFAULT_EXECUTOR;
          default -> Compatibility.IDIOMATIC;
        };
    return List.of(defaults.getOrDefault(name, new String[] {none}));
  }
}
