package io.gatherbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.benchmark.FailureBenchmark.OnFailure;
import io.gatherbench.benchmark.state.PendingState;
import io.gatherbench.benchmark.state.StubState;
import io.gatherbench.client.ClientExecutor;
import io.gatherbench.client.Protocol;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the scenarios that start requests together expect of the strategies, by the ledger. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PendingBenchmarksIT {

  private static final int REQUESTS = 8;

  private StubServer stub;

  @BeforeAll
  void startStub() {
    stub = new StubServer(StubOptions.forRun());
  }

  @AfterAll
  void stopStub() {
    stub.close();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"THREAD_POOL", "EVENT_LOOP", "PLATFORM_THREADS", "COMPLETABLE_FUTURE", "SEQUENTIAL"})
  void failingFastCancelsAndCollectingWaits(Strategy strategy) throws Exception {
    FailureBenchmark state = failure(strategy);
    state.onFailure = OnFailure.FAIL_FAST;
    Map<String, Double> failedFast = once(state, state::make);
    // The others are answered after 20 s, or were before the failing one was sent.
    boolean overlaps = strategy != Strategy.SEQUENTIAL;
    assertThat(failedFast.get("requests_served")).isEqualTo(overlaps ? 1 : REQUESTS / 2 + 1);
    assertThat(failedFast.get("requests_aborted")).isEqualTo(overlaps ? REQUESTS - 1 : 0);
    assertThat(failedFast.get("requests_sent")).isEqualTo(overlaps ? REQUESTS : REQUESTS / 2 + 1);

    state.onFailure = OnFailure.COLLECT_ALL;
    state.latency = "20ms";
    Map<String, Double> collected = once(state, state::make);
    assertThat(collected.get("requests_served")).isEqualTo(REQUESTS);
    assertThat(collected.get("answers_expected")).isEqualTo(REQUESTS);
    assertThat(collected.get("requests_aborted")).isZero();
  }

  @Test
  void theBoundOfFailingFastIsTheFailure() {
    FailureBenchmark state = failure(Strategy.EVENT_LOOP);
    state.latency = "50ms";
    state.failsAfter = "10ms";
    state.onFailure = OnFailure.FAIL_FAST;
    assertThat(state.boundMillis()).isEqualTo(10);
    state.onFailure = OnFailure.COLLECT_ALL;
    assertThat(state.boundMillis()).isEqualTo(50);
    state.strategy = Strategy.SEQUENTIAL;
    assertThat(state.boundMillis()).isEqualTo(7 * 50 + 10);
    state.onFailure = OnFailure.FAIL_FAST;
    assertThat(state.boundMillis()).isEqualTo(4 * 50 + 10);
    state.strategy = Strategy.BOUNDED_EVENT_LOOP;
    state.maxInFlight = 2;
    assertThat(state.boundMillis()).isEqualTo(2 * 50 + 10);
  }

  @ParameterizedTest
  @EnumSource(names = {"THREAD_POOL", "EVENT_LOOP", "PLATFORM_THREADS", "COMPLETABLE_FUTURE"})
  void theFirstAnswerCancelsTheOthers(Strategy strategy) throws Exception {
    FirstCompletedBenchmark state = new FirstCompletedBenchmark();
    set(state, strategy);
    state.latency = "300ms";
    state.sigma = "1";
    state.seed = 1;
    Map<String, Double> evidence = once(state, state::first);
    assertThat(evidence.get("requests_served")).isPositive();
    assertThat(evidence.get("requests_served") + evidence.get("requests_aborted"))
        .isLessThanOrEqualTo(REQUESTS);
    assertThat(evidence.get("answers_expected")).isOne();
    assertThat(evidence.get("time_bound")).isPositive().isLessThan(300);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"THREAD_POOL", "EVENT_LOOP", "PLATFORM_THREADS", "COMPLETABLE_FUTURE", "SEQUENTIAL"})
  void theStubSeesEveryCancelledExchangeEnd(Strategy strategy) throws Exception {
    CancellationBenchmark state = new CancellationBenchmark();
    set(state, strategy);
    int inFlight = strategy == Strategy.SEQUENTIAL ? 1 : REQUESTS;
    Map<String, Double> evidence =
        once(
            state,
            () -> {
              state.start();
              assertThat(state.cancel()).isEqualTo(inFlight);
              state.end();
            });
    assertThat(evidence.get("requests_served")).isZero();
    assertThat(evidence.get("requests_aborted")).isEqualTo(inFlight);
    assertThat(evidence.get("in_flight_peak")).isEqualTo(inFlight);
  }

  @Test
  void whatCallersWouldDisturbIsForOneCaller() {
    CancellationBenchmark state = new CancellationBenchmark();
    set(state, Strategy.EVENT_LOOP);
    assertThatThrownBy(() -> state.open(MeasuredIteration.parameters(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("EVENT_LOOP of benchmark is for one caller: measure it with -t 1");
  }

  @Test
  void theFirstItemOfAStreamComesBeforeItsLast() throws Exception {
    StreamBenchmark state = new StreamBenchmark();
    set(state, Strategy.EVENT_LOOP);
    state.items = 5;
    state.latency = "10ms";
    state.pause = "100ms";
    long start = System.nanoTime();
    Map<String, Double> evidence = once(state, state::read);
    assertThat(evidence.get("time_first_item"))
        .isGreaterThanOrEqualTo(10)
        .isLessThan((System.nanoTime() - start) / 1e6 - 400);
    assertThat(evidence.get("time_bound")).isEqualTo(410);
    assertThat(evidence.get("requests_served")).isEqualTo(REQUESTS);
  }

  @ParameterizedTest
  @EnumSource(names = {"THREAD_POOL", "EVENT_LOOP", "COMPLETABLE_FUTURE"})
  void refusedRequestsAreRetriedUntilLetThrough(Strategy strategy) throws Exception {
    BoundedBenchmark state = new BoundedBenchmark();
    set(state, strategy);
    state.latency = "0ms";
    state.rate = 100;
    state.burst = 2;
    Map<String, Double> evidence = once(state, state::gather);
    assertThat(evidence.get("rejected")).isPositive();
    assertThat(evidence.get("requests_sent")).isEqualTo(REQUESTS + evidence.get("rejected"));
    assertThat(evidence.get("requests_served")).isEqualTo(evidence.get("requests_sent"));
    assertThat(evidence.get("time_bound")).isEqualTo(60);
  }

  private FailureBenchmark failure(Strategy strategy) {
    FailureBenchmark state = new FailureBenchmark();
    set(state, strategy);
    state.latency = strategy == Strategy.SEQUENTIAL ? "5ms" : "20s";
    state.failsAfter = "200ms";
    return state;
  }

  private void set(PendingState state, Strategy strategy) {
    state.strategy = strategy;
    state.client = Compatibility.IDIOMATIC;
    state.protocol = Protocol.HTTP_1_1;
    state.executor = ClientExecutor.DEFAULT;
    state.requests = REQUESTS;
    state.poolSize = "requests";
    state.maxInFlight = 3;
    state.warmUpRequests = 10;
    state.target = "http://127.0.0.1:" + stub.port();
  }

  /** The evidence of an iteration with one operation. */
  private static Map<String, Double> once(StubState state, MeasuredIteration.Operations operation)
      throws Exception {
    state.open(MeasuredIteration.parameters());
    try {
      return MeasuredIteration.of(state, operation);
    } finally {
      state.close();
    }
  }
}
