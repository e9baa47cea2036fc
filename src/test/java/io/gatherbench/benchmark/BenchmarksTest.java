package io.gatherbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.client.Client;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs every benchmark in the list that JMH's processor makes, with every strategy that it has by
 * default and every client that the strategy takes, once: a new one cannot go untested.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BenchmarksTest {

  private StubServer stub;

  @BeforeAll
  void startStub() {
    stub = new StubServer(StubOptions.forRun());
  }

  @AfterAll
  void stopStub() {
    stub.close();
  }

  static Stream<Arguments> benchmarks() {
    return BenchmarkList.defaultList().getAll(silent(), List.of()).stream()
        .flatMap(
            entry -> {
              Map<String, String[]> parameters = entry.getParams().orElse(Map.of());
              return Arrays.stream(parameters.getOrDefault("strategy", new String[0]))
                  .map(Strategy::valueOf)
                  .filter(strategy -> strategy.minimumJdk() <= Runtime.version().feature())
                  .flatMap(
                      strategy ->
                          strategy.clients().stream()
                              .map(client -> Arguments.of(entry.getUsername(), strategy, client)));
            });
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("benchmarks")
  void doesEqualWork(String benchmark, Strategy strategy, Client client) throws Exception {
    Options options =
        new OptionsBuilder()
            .include("^" + benchmark.replace(".", "\\.") + "$")
            .mode(Mode.SingleShotTime)
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(2)
            .shouldFailOnError(true)
            .param("strategy", strategy.name())
            .param("client", client.name())
            .param("requests", "8")
            .param("maxInFlight", "3")
            .param("warmUpRequests", "50")
            .param("target", "http://127.0.0.1:" + stub.port())
            .addProfiler("io.gatherbench.fixture.WorkProfiler")
            .addProfiler("io.gatherbench.fixture.CostProfiler")
            .build();

    Collection<RunResult> results = new Runner(options, silent()).run();

    assertThat(results).hasSize(1);
    List<IterationResult> iterations =
        results.iterator().next().getBenchmarkResults().stream()
            .flatMap(result -> result.getIterationResults().stream())
            .toList();
    assertThat(iterations).hasSize(2);
    for (IterationResult iteration : iterations) {
      assertThat(metric(iteration, "requests_sent")).isEqualTo(8);
      assertThat(metric(iteration, "requests_served")).isEqualTo(8);
      assertThat(metric(iteration, "connections_opened")).isZero();
      assertThat(metric(iteration, "in_flight_peak"))
          .isPositive()
          .isLessThanOrEqualTo(metric(iteration, "in_flight_claimed"));
      assertThat(iteration.getPrimaryResult().getScore())
          .as("the bound in ms, which no score can be under")
          .isGreaterThanOrEqualTo(metric(iteration, "time_bound"));
    }
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
