package io.gatherbench.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.benchmark.MeasuredIteration;
import io.gatherbench.benchmark.state.StubState;
import io.gatherbench.client.Protocol;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Validity;
import io.gatherbench.results.ValidityRule;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The benchmark at a real stub: what is counted, not how long it takes. */
class LoadBenchmarkIT {

  @ParameterizedTest
  @EnumSource
  void everyRequestIsAnsweredOnce(Strategy strategy) throws Exception {
    if (strategy.minimumJdk() > Runtime.version().feature()) {
      return;
    }
    try (StubServer stub = new StubServer(StubOptions.forRun())) {
      LoadBenchmark benchmark = benchmark(stub, strategy);
      benchmark.latency = "1ms";
      benchmark.rate = "500/s";
      Map<Metric, Double> evidence = evidence(benchmark);
      assertThat(evidence.get(Metric.REQUESTS_ARRIVED)).isEqualTo(200);
      assertThat(evidence)
          .containsEntry(Metric.REQUESTS_ENDED, 200.0)
          .containsEntry(Metric.REQUESTS_SENT, 200.0)
          .containsEntry(Metric.REQUESTS_SERVED, 200.0)
          .containsEntry(Metric.ARRIVAL_RATE, 500.0)
          .containsEntry(Metric.FAILED_SHARE, 0.0)
          .containsEntry(Metric.TIME_BOUND, 0.0)
          .doesNotContainKeys(Metric.REQUEST_P50, Metric.RESPONSE_P99);
      assertThat(evidence.get(Metric.RESPONSE_P50))
          .isGreaterThanOrEqualTo(evidence.get(Metric.SERVICE_P50))
          .isGreaterThanOrEqualTo(1);
      assertThat(evidence.get(Metric.IN_FLIGHT_MEAN))
          .isPositive()
          .isLessThan(evidence.get(Metric.OUTSTANDING_EXPECTED));
      Validity validity = ValidityRule.judge(evidence);
      assertThat(validity.kind()).as("%s, %s", validity, evidence).isNotEqualTo(Validity.Kind.VOID);
    }
  }

  @Test
  void oneServerCannotSustainTwiceItsRate() throws Exception {
    try (StubServer stub = new StubServer(StubOptions.forRun())) {
      LoadBenchmark benchmark = benchmark(stub, Strategy.SEQUENTIAL);
      benchmark.duration = "200ms";
      benchmark.rate = "1000/s";
      Map<Metric, Double> evidence = evidence(benchmark);
      assertThat(ValidityRule.judge(evidence).toString())
          .startsWith("flagged: the rate was not sustained");
      assertThat(evidence.get(Metric.IN_FLIGHT_PEAK)).isEqualTo(1);
      assertThat(evidence.get(Metric.RESPONSE_MAX))
          .as("the last of 200 waits for some 160 of 5 ms")
          .isGreaterThan(500);
      assertThat(evidence.get(Metric.SERVICE_MAX))
          .isLessThan(evidence.get(Metric.RESPONSE_MAX) / 2);
    }
  }

  @Test
  void eachIterationHasItsRate() throws Exception {
    try (StubServer stub = new StubServer(StubOptions.forRun())) {
      LoadBenchmark benchmark = benchmark(stub, Strategy.EVENT_LOOP);
      benchmark.rate = "50+100+200/s";
      benchmark.open(MeasuredIteration.parameters());
      try {
        assertThat(
                new double[] {
                  MeasuredIteration.of(benchmark, benchmark::measure).get("arrival_rate"),
                  MeasuredIteration.of(benchmark, benchmark::measure).get("arrival_rate"),
                  MeasuredIteration.of(benchmark, benchmark::measure).get("arrival_rate")
                })
            .containsExactlyInAnyOrder(50, 100, 200);
      } finally {
        benchmark.close();
      }
    }
  }

  @Test
  void scheduleWithoutArrivalsDoesNotOpen() throws Exception {
    try (StubServer stub = new StubServer(StubOptions.forRun())) {
      LoadBenchmark benchmark = benchmark(stub, Strategy.EVENT_LOOP);
      benchmark.rate = "1/s";
      benchmark.duration = "1ns";
      benchmark.arrivals = "poisson";
      benchmark.warmUpRequests = 0;
      benchmark.open(MeasuredIteration.parameters());
      try {
        assertThatThrownBy(benchmark::measure).hasMessage("no request arrives at 1/s for 1ns");
      } finally {
        benchmark.close();
      }
    }
  }

  private static Map<Metric, Double> evidence(LoadBenchmark benchmark) throws Exception {
    benchmark.open(MeasuredIteration.parameters());
    try {
      Map<Metric, Double> evidence = new EnumMap<>(Metric.class);
      MeasuredIteration.of(benchmark, benchmark::measure)
          .forEach((name, value) -> evidence.put(Metric.of(name).orElseThrow(), value));
      return evidence;
    } finally {
      benchmark.close();
    }
  }

  static LoadBenchmark benchmark(StubServer stub, Strategy strategy) {
    return benchmark(stub.address().toString(), strategy);
  }

  static LoadBenchmark benchmark(String target, Strategy strategy) {
    LoadBenchmark benchmark = new LoadBenchmark();
    prepare(benchmark, target);
    benchmark.strategy = strategy;
    benchmark.poolSize = "20";
    benchmark.maxInFlight = 16;
    benchmark.latency = "5ms";
    benchmark.rate = "100/s";
    benchmark.arrivals = "even";
    benchmark.duration = "400ms";
    benchmark.connections = 32;
    benchmark.timeout = "60s";
    benchmark.slo = "none";
    benchmark.seed = 1;
    benchmark.warmUpRequests = 1;
    return benchmark;
  }

  static void prepare(StubState benchmark, String target) {
    benchmark.client = Compatibility.IDIOMATIC;
    benchmark.protocol = Protocol.HTTP_1_1;
    benchmark.executor = Compatibility.DEFAULT_EXECUTOR;
    benchmark.target = target;
  }
}
