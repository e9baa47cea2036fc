package io.gatherbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.benchmark.FailureFixture.OnFailure;
import io.gatherbench.benchmark.state.PendingState;
import io.gatherbench.benchmark.state.StrategyState;
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
class PendingRequestsStatesTest {

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
  void failingFastCancelsTheOthersAndCollectingWaitsForThem(Strategy strategy) throws Exception {
    FailureFixture fixture = failure(strategy);
    fixture.onFailure = OnFailure.FAIL_FAST;
    Map<String, Double> failedFast = once(fixture, fixture::make);
    // The others are answered after 20 s, or were before the failing one was sent.
    boolean overlaps = strategy != Strategy.SEQUENTIAL;
    assertThat(failedFast.get("requests_served")).isEqualTo(overlaps ? 1 : REQUESTS / 2 + 1);
    assertThat(failedFast.get("requests_aborted")).isEqualTo(overlaps ? REQUESTS - 1 : 0);
    assertThat(failedFast.get("requests_sent")).isEqualTo(REQUESTS);

    fixture.onFailure = OnFailure.COLLECT_ALL;
    fixture.latency = "20ms";
    Map<String, Double> collected = once(fixture, fixture::make);
    assertThat(collected.get("requests_served")).isEqualTo(REQUESTS);
    assertThat(collected.get("answers_expected")).isEqualTo(REQUESTS);
    assertThat(collected.get("requests_aborted")).isZero();
  }

  @Test
  void theBoundOfFailingFastIsTheFailure() {
    FailureFixture fixture = failure(Strategy.EVENT_LOOP);
    fixture.latency = "50ms";
    fixture.failsAfter = "10ms";
    fixture.onFailure = OnFailure.FAIL_FAST;
    assertThat(fixture.boundMillis()).isEqualTo(10);
    fixture.onFailure = OnFailure.COLLECT_ALL;
    assertThat(fixture.boundMillis()).isEqualTo(50);
    fixture.strategy = Strategy.SEQUENTIAL;
    assertThat(fixture.boundMillis()).isEqualTo(7 * 50 + 10);
    fixture.onFailure = OnFailure.FAIL_FAST;
    assertThat(fixture.boundMillis()).isEqualTo(4 * 50 + 10);
    fixture.strategy = Strategy.BOUNDED_EVENT_LOOP;
    fixture.maxInFlight = 2;
    assertThat(fixture.boundMillis()).isEqualTo(2 * 50 + 10);
  }

  @ParameterizedTest
  @EnumSource(names = {"THREAD_POOL", "EVENT_LOOP", "PLATFORM_THREADS", "COMPLETABLE_FUTURE"})
  void theFirstAnswerCancelsTheOthers(Strategy strategy) throws Exception {
    FirstFixture fixture = new FirstFixture();
    set(fixture, strategy);
    fixture.latency = "300ms";
    fixture.sigma = "1";
    fixture.seed = 1;
    Map<String, Double> certified = once(fixture, fixture::first);
    assertThat(certified.get("requests_served")).isPositive();
    assertThat(certified.get("requests_served") + certified.get("requests_aborted"))
        .isLessThanOrEqualTo(REQUESTS);
    assertThat(certified.get("answers_expected")).isOne();
    assertThat(certified.get("time_bound")).isPositive().isLessThan(300);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"THREAD_POOL", "EVENT_LOOP", "PLATFORM_THREADS", "COMPLETABLE_FUTURE", "SEQUENTIAL"})
  void theStubSeesEveryCancelledExchangeEnd(Strategy strategy) throws Exception {
    CancellationFixture fixture = new CancellationFixture();
    set(fixture, strategy);
    int inFlight = strategy == Strategy.SEQUENTIAL ? 1 : REQUESTS;
    Map<String, Double> certified =
        once(
            fixture,
            () -> {
              fixture.start();
              assertThat(fixture.cancel()).isEqualTo(inFlight);
              fixture.end();
            });
    assertThat(certified.get("requests_served")).isZero();
    assertThat(certified.get("requests_aborted")).isEqualTo(inFlight);
    assertThat(certified.get("in_flight_peak")).isEqualTo(inFlight);
  }

  @Test
  void theFirstItemOfAStreamComesBeforeItsLast() throws Exception {
    StreamFixture fixture = new StreamFixture();
    set(fixture, Strategy.EVENT_LOOP);
    fixture.items = 5;
    fixture.latency = "10ms";
    fixture.pause = "100ms";
    long start = System.nanoTime();
    Map<String, Double> certified = once(fixture, fixture::read);
    assertThat(certified.get("time_first_item"))
        .isGreaterThanOrEqualTo(10)
        .isLessThan((System.nanoTime() - start) / 1e6 - 400);
    assertThat(certified.get("time_bound")).isEqualTo(410);
    assertThat(certified.get("requests_served")).isEqualTo(REQUESTS);
  }

  @ParameterizedTest
  @EnumSource(names = {"THREAD_POOL", "EVENT_LOOP", "COMPLETABLE_FUTURE"})
  void whoIsRefusedComesBackUntilHeIsLetThrough(Strategy strategy) throws Exception {
    BoundedFixture fixture = new BoundedFixture();
    set(fixture, strategy);
    fixture.latency = "0ms";
    fixture.rate = 100;
    fixture.burst = 2;
    Map<String, Double> certified = once(fixture, fixture::gather);
    assertThat(certified.get("rejected")).isPositive();
    assertThat(certified.get("requests_sent")).isEqualTo(REQUESTS + certified.get("rejected"));
    assertThat(certified.get("requests_served")).isEqualTo(certified.get("requests_sent"));
    assertThat(certified.get("time_bound")).isEqualTo(60);
  }

  private FailureFixture failure(Strategy strategy) {
    FailureFixture fixture = new FailureFixture();
    set(fixture, strategy);
    fixture.latency = strategy == Strategy.SEQUENTIAL ? "5ms" : "20s";
    fixture.failsAfter = "200ms";
    return fixture;
  }

  private void set(PendingState fixture, Strategy strategy) {
    fixture.strategy = strategy;
    fixture.client = Compatibility.IDIOMATIC;
    fixture.protocol = Protocol.HTTP_1_1;
    fixture.requests = REQUESTS;
    fixture.poolSize = "requests";
    fixture.maxInFlight = 3;
    fixture.warmUpRequests = 10;
    fixture.target = "http://127.0.0.1:" + stub.port();
  }

  /** The certificate of an iteration with one operation. */
  private static Map<String, Double> once(
      StrategyState fixture, MeasuredIteration.Operations operation) throws Exception {
    fixture.open(MeasuredIteration.parameters());
    try {
      return MeasuredIteration.of(fixture, operation);
    } finally {
      fixture.close();
    }
  }
}
