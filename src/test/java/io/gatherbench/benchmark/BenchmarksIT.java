package io.gatherbench.benchmark;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.client.adapter.NamedClient;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs every benchmark in the list that JMH's processor makes: with every strategy that it has by
 * default over the client that the strategy is idiomatic with and over another one, and every
 * default value of its other parameters at least once; some benchmarks with every client. A new
 * benchmark, strategy, client or parameter value cannot go untested.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BenchmarksIT {

  /** How much work there is: little. Every other parameter takes each of its default values. */
  private static final Map<String, String> SMALL =
      Map.ofEntries(
          entry("idleThreads", "8"),
          entry("requests", "4"),
          entry("poolSize", "3"),
          entry("maxInFlight", "3"),
          entry("warmUpRequests", "20"),
          entry("latency", "5ms"),
          entry("pause", "1ms"),
          entry("straggler", "30ms"),
          entry("rounds", "200"),
          entry("blockFor", "2ms"),
          entry("connections", "4"),
          entry("duration", "200ms"));

  /**
   * The benchmarks that run with all clients, and whose cells all warm up and collect costs:
   * between them they have every strategy, and requests that are gathered, cancelled and streamed.
   * Of the others the first cell does. To wait for the compiler and to read all threads and
   * connections takes longer than the work of a cell.
   */
  private static final Set<String> WITH_COSTS =
      Set.of("GatherBenchmark", "FirstCompletedBenchmark", "StreamBenchmark");

  /** It measures what the suite's own bookkeeping costs: it sends no requests. */
  private static final String WITHOUT_WORK = ".CollectionCostBenchmark.";

  /** Values that only exist with virtual threads. */
  private static final Set<String> WITH_VIRTUAL_THREADS = Set.of("VIRTUAL_THREAD");

  private StubServer stub;

  @BeforeAll
  void startStub() {
    stub = new StubServer(StubOptions.forRun());
  }

  @AfterAll
  void stopStub() {
    stub.close();
  }

  static Stream<Arguments> cells() {
    return benchmarks().stream()
        .flatMap(
            benchmark -> {
              List<Map<String, String>> cells = cells(benchmark);
              String name = benchmark.getUsername();
              boolean all = hasAllClients(benchmark);
              return cells.stream()
                  .map(cell -> Arguments.of(name, cell, all || cell == cells.get(0)));
            });
  }

  @Test
  void everyBenchmarkHasCellsAndEveryDefaultValueIsInOne() {
    assertThat(benchmarks()).hasSizeGreaterThan(18);
    for (BenchmarkListEntry benchmark : benchmarks()) {
      List<Map<String, String>> cells = cells(benchmark);
      assertThat(cells).as(benchmark.getUsername()).isNotEmpty();
      benchmark
          .getParams()
          .orElse(Map.of())
          .forEach(
              (name, values) -> {
                if (!SMALL.containsKey(name) && values.length > 1) {
                  assertThat(cells.stream().map(cell -> cell.get(name)).distinct())
                      .as(benchmark.getUsername() + " " + name)
                      .containsAll(
                          Arrays.stream(values)
                              .filter(value -> !name.equals("strategy"))
                              .filter(BenchmarksIT::existsHere)
                              .toList());
                }
              });
    }
  }

  @ParameterizedTest(name = "{0} {1}, with costs: {2}")
  @MethodSource("cells")
  void doesEqualWork(String benchmark, Map<String, String> cell, boolean withCosts)
      throws Exception {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + benchmark.replace(".", "\\.") + "$")
            .mode(Mode.SingleShotTime)
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(2)
            .shouldFailOnError(true)
            .param("target", "http://127.0.0.1:" + stub.port())
            .addProfiler("io.gatherbench.benchmark.evidence.WorkProfiler");
    Map<String, String> parameters = new TreeMap<>(SMALL);
    parameters.putAll(cell);
    if (withCosts) {
      options.addProfiler("io.gatherbench.benchmark.evidence.CostProfiler");
    } else {
      parameters.put("warmUpRequests", "0");
    }
    parameters.forEach(options::param);

    Collection<RunResult> results = new Runner(options.build(), silent()).run();

    assertThat(results).hasSize(1);
    List<IterationResult> iterations =
        results.iterator().next().getBenchmarkResults().stream()
            .flatMap(result -> result.getIterationResults().stream())
            .toList();
    assertThat(iterations).hasSize(2);
    if (benchmark.contains(WITHOUT_WORK)) {
      return;
    }
    for (IterationResult iteration : iterations) {
      assertThat(metric(iteration, "requests_sent")).isPositive();
      assertThat(metric(iteration, "requests_served"))
          .isBetween(metric(iteration, "answers_expected"), metric(iteration, "requests_sent"));
      assertThat(iteration.getPrimaryResult().getScore())
          .as("the bound in ms, which no score can be under")
          .isGreaterThanOrEqualTo(metric(iteration, "time_bound"));
      if (cell.containsKey("client")) {
        assertThat(metric(iteration, "connections_opened"))
            .isLessThanOrEqualTo(metric(iteration, "connections_allowed"));
        assertThat(metric(iteration, "in_flight_peak"))
            .isPositive()
            .isLessThanOrEqualTo(metric(iteration, "in_flight_allowed"));
      }
    }
  }

  private static Collection<BenchmarkListEntry> benchmarks() {
    return BenchmarkList.defaultList().getAll(silent(), List.of());
  }

  /**
   * All strategies, with all clients or with another one in turn; and all values of the other
   * parameters, with the client that each strategy is idiomatic with.
   */
  private static List<Map<String, String>> cells(BenchmarkListEntry benchmark) {
    Map<String, String[]> parameters = benchmark.getParams().orElse(Map.of());
    List<Map<String, String>> variants = variants(parameters);
    if (!parameters.containsKey("strategy")) {
      return variants;
    }
    List<Map<String, String>> cells = new ArrayList<>();
    for (String name : parameters.get("strategy")) {
      Strategy strategy = Strategy.valueOf(name);
      if (strategy.minimumJdk() > Runtime.version().feature()) {
        continue;
      }
      List<NamedClient> clients = strategy.clients();
      for (NamedClient client : tried(clients, benchmark, strategy)) {
        boolean idiomatic = client == clients.get(0);
        for (Map<String, String> variant : idiomatic ? variants : variants.subList(0, 1)) {
          Map<String, String> cell = new TreeMap<>(variant);
          cell.put("strategy", name);
          if (parameters.containsKey("client")) {
            cell.put("client", client.name());
          }
          cells.add(cell);
        }
      }
    }
    return cells;
  }

  private static List<NamedClient> tried(
      List<NamedClient> clients, BenchmarkListEntry benchmark, Strategy strategy) {
    if (!benchmark.getParams().orElse(Map.of()).containsKey("client")) {
      return clients.subList(0, 1);
    }
    if (hasAllClients(benchmark) || clients.size() < 2) {
      return clients;
    }
    return List.of(clients.get(0), clients.get(1 + strategy.ordinal() % (clients.size() - 1)));
  }

  private static boolean hasAllClients(BenchmarkListEntry benchmark) {
    return WITH_COSTS.contains(benchmark.getUsername().split("\\.")[3]);
  }

  /** Every combination of the values of the parameters that have several, but for the strategy. */
  private static List<Map<String, String>> variants(Map<String, String[]> parameters) {
    List<Map<String, String>> variants = List.of(Map.of());
    for (Map.Entry<String, String[]> parameter : new TreeMap<>(parameters).entrySet()) {
      String name = parameter.getKey();
      if (name.equals("strategy") || SMALL.containsKey(name) || parameter.getValue().length < 2) {
        continue;
      }
      variants =
          variants.stream()
              .flatMap(
                  variant ->
                      Arrays.stream(parameter.getValue())
                          .filter(BenchmarksIT::existsHere)
                          .map(value -> with(variant, name, value)))
              .collect(Collectors.toList());
    }
    return variants;
  }

  private static boolean existsHere(String value) {
    return Runtime.version().feature() >= 21 || !WITH_VIRTUAL_THREADS.contains(value);
  }

  private static Map<String, String> with(Map<String, String> variant, String name, String value) {
    Map<String, String> more = new TreeMap<>(variant);
    more.put(name, value);
    return more;
  }

  private static double metric(IterationResult iteration, String name) {
    Result<?> result = iteration.getSecondaryResults().get(name);
    assertThat(result).as(name).isNotNull();
    return result.getScore();
  }

  private static OutputFormat silent() {
    return OutputFormatFactory.createFormatInstance(
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
        VerboseMode.SILENT);
  }
}
