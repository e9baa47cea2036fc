package io.gatherbench.benchmark.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.benchmark.MeasuredIteration;
import io.gatherbench.client.ClientExecutor;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.StubProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FootprintBenchmarkIT {

  private static final int REQUESTS = 500;
  private static final int PLANTED = 1_024;

  private int requests = REQUESTS;
  private StubProcess stub;

  /** In a process of its own, because its memory is not the client's. */
  @BeforeEach
  void start() throws IOException {
    stub = StubProcess.start();
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  @Test
  void plantedKilobyteARequestIsFound() throws Exception {
    requests = 2_000;
    levels(keeping(0));
    double without = levels(keeping(0)).get("heap_per_request");
    double with = levels(keeping(PLANTED)).get("heap_per_request");
    assertThat(with - without).isBetween(0.8 * PLANTED, 1.2 * PLANTED);
  }

  @Test
  void evidenceSaysThatAllWaitedAtOnce() throws Exception {
    assertThat(levels(new FootprintBenchmark()))
        .containsEntry("requests_sent", (double) REQUESTS)
        .containsEntry("requests_served", 0.0)
        .containsEntry("requests_aborted", (double) REQUESTS)
        .containsEntry("in_flight_peak", (double) REQUESTS)
        .containsEntry("in_flight_required", (double) REQUESTS)
        .containsEntry("connections_opened", (double) REQUESTS)
        .containsEntry("time_bound", 0.0);
  }

  @ParameterizedTest
  @EnumSource(
      value = Strategy.class,
      names = {"THREAD_POOL", "EVENT_LOOP"})
  void onlyThreadsHaveStacks(Strategy strategy) throws Exception {
    FootprintBenchmark state = new FootprintBenchmark();
    state.strategy = strategy;
    Map<String, Double> evidence = levels(state);
    if (evidence.containsKey("stack_per_request")) {
      boolean threads = strategy == Strategy.THREAD_POOL;
      assertThat(evidence.get("stack_per_request"))
          .isBetween(threads ? 8_000.0 : -2_000.0, threads ? 500_000.0 : 2_000.0);
    }
  }

  @Test
  void leastHeapIsFound() throws Exception {
    FootprintBenchmark state = new FootprintBenchmark();
    state.strategy = Strategy.EVENT_LOOP;
    requests = 50;
    Map<String, Double> evidence = measure(state, state::leastHeap);
    assertThat(evidence.get("heap_least")).isBetween(2.0, 256.0);
    assertThat(evidence).doesNotContainKey("heap_per_request");
    assertThat(evidence.get("in_flight_peak")).isEqualTo(requests);
  }

  /** Returns a benchmark that keeps some bytes for each request. */
  private static FootprintBenchmark keeping(int bytes) {
    List<byte[]> kept = new ArrayList<>();
    FootprintBenchmark state =
        new FootprintBenchmark() {
          @Override
          protected Request request() {
            kept.add(new byte[bytes]);
            return super.request();
          }
        };
    state.strategy = Strategy.EVENT_LOOP;
    return state;
  }

  private Map<String, Double> levels(FootprintBenchmark state) throws Exception {
    return measure(state, state::levels);
  }

  private Map<String, Double> measure(
      FootprintBenchmark state, MeasuredIteration.Operations operations) throws Exception {
    state.strategy = state.strategy == null ? Strategy.THREAD_POOL : state.strategy;
    state.client = Compatibility.IDIOMATIC;
    state.protocol = Protocol.HTTP_1_1;
    state.executor = ClientExecutor.DEFAULT;
    state.target = stub.address().toString();
    state.requests = requests;
    state.warmUpRequests = 100;
    state.open(MeasuredIteration.parameters());
    try {
      return MeasuredIteration.of(state, operations);
    } finally {
      state.close();
    }
  }
}
