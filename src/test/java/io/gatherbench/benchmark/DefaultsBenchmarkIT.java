package io.gatherbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.client.ClientExecutor;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.adapter.Client;
import io.gatherbench.client.adapter.DefaultLimits;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documented limits of the clients, by the ledger. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefaultsBenchmarkIT {

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
  @CsvSource({
    "JDK,    THREAD_POOL,        12, 12, 40",
    "APACHE, THREAD_POOL,        12, 5,  120",
    "OKHTTP, THREAD_POOL,        12, 12, 40",
    "JETTY,  THREAD_POOL,        70, 64, 80",
    "JDK,    COMPLETABLE_FUTURE, 12, 12, 40",
    "OKHTTP, COMPLETABLE_FUTURE, 12, 5,  120",
    "VERTX,  EVENT_LOOP,         12, 5,  120",
  })
  void asManyAreInFlightAsTheDocumentationSays(
      Client client, Strategy strategy, int requests, int limit, double bound) throws Exception {
    // It does not open with another number; while measuring, one gather of a cold client may show
    // fewer, and would be void.
    Map<String, Double> evidence = once(state(client, strategy, requests, "40ms"));
    assertThat(evidence.get("in_flight_claimed")).isEqualTo(limit);
    assertThat(evidence.get("in_flight_required")).isEqualTo(limit);
    assertThat(evidence.get("in_flight_peak")).isLessThanOrEqualTo(limit);
    assertThat(evidence.get("requests_served")).isEqualTo(requests);
    assertThat(evidence.get("rejected")).isZero();
    assertThat(evidence.get("time_bound")).isEqualTo(bound);
  }

  @ParameterizedTest
  @CsvSource({
    "JDK,           THREAD_POOL,        H2C, 4,  200",
    "JDK,           COMPLETABLE_FUTURE, H2,  4,  200",
    "VERTX,         EVENT_LOOP,         H2C, 4,  600",
    "VERTX,         EVENT_LOOP,         H2,  4,  600",
    "OKHTTP,        THREAD_POOL,        H2C, 12, 200",
    "OKHTTP,        COMPLETABLE_FUTURE, H2,  5,  600",
    "JETTY,         THREAD_POOL,        H2C, 12, 200",
    "JETTY,         COMPLETABLE_FUTURE, H2,  12, 200",
    "REACTOR_NETTY, EVENT_LOOP,         H2C, 12, 200",
    "REACTOR_NETTY, EVENT_LOOP,         H2,  12, 200",
  })
  void requestsWithoutAStreamFailWaitOrGetAConnection(
      Client client, Strategy strategy, Protocol protocol, int limit, double bound)
      throws Exception {
    DefaultsBenchmark state = state(client, strategy, 12, "200ms");
    state.protocol = protocol;
    state.streams = 4;
    Map<String, Double> evidence = once(state);
    assertThat(evidence.get("in_flight_claimed")).isEqualTo(limit);
    assertThat(evidence.get("in_flight_peak")).isBetween(1.0, (double) limit);
    assertThat(evidence.get("time_bound")).isEqualTo(bound);
    assertThat(evidence.get("connections_of_other_protocol")).isZero();
    double rejected = evidence.get("rejected");
    assertThat(evidence.get("requests_served")).isEqualTo(12 - rejected);
    if (client == Client.JDK) {
      assertThat(rejected).isBetween(1.0, 8.0);
    } else if (client != Client.OKHTTP) {
      assertThat(rejected).isZero();
    }
  }

  @Test
  void whatOkHttpDoesNotKeepIsOpenedAnew() throws Exception {
    Map<String, Double> evidence = once(state(Client.OKHTTP, Strategy.THREAD_POOL, 12, "40ms"));
    assertThat(evidence.get("connections_opened")).isBetween(1.0, 12.0);
  }

  @ParameterizedTest
  @CsvSource({
    "JETTY,         COMPLETABLE_FUTURE, 1300, 2s",
    "REACTOR_NETTY, EVENT_LOOP,         1700, 400ms"
  })
  void beyondWhatMayWaitRequestsAreRejected(
      Client client, Strategy strategy, int requests, String latency) throws Exception {
    Map<String, Double> evidence = once(state(client, strategy, requests, latency));
    DefaultLimits limits = DefaultLimits.of(client, Protocol.HTTP_1_1, false, 0);
    assertThat(evidence.get("in_flight_claimed")).isEqualTo(limits.inFlight());
    assertThat(evidence.get("rejected")).isBetween(1.0, (double) limits.rejected(requests));
    assertThat(evidence.get("requests_served")).isEqualTo(requests - evidence.get("rejected"));
  }

  @Test
  void anotherLimitThanDocumentedFailsTheFork() {
    DefaultsBenchmark state =
        new DefaultsBenchmark() {
          @Override
          protected int overlap() {
            return 3;
          }
        };
    set(state, Client.VERTX, Strategy.EVENT_LOOP, 12, "40ms");
    assertThatThrownBy(() -> once(state))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("EVENT_LOOP claims 3 requests in flight, and the stub saw 5");
  }

  @Test
  void aFailureThatIsNotDocumentedFailsTheFork() throws Exception {
    DefaultsBenchmark state = state(Client.VERTX, Strategy.EVENT_LOOP, 4, "1ms");
    try (StubServer other = new StubServer(StubOptions.forRun())) {
      state.target = "http://127.0.0.1:" + other.port();
      state.open(MeasuredIteration.parameters());
    }
    try {
      assertThatThrownBy(state::settle)
          .isInstanceOf(WrongAnswerException.class)
          .hasMessage("4 of 4 requests failed, where by the documentation 0 do");
    } finally {
      state.close();
    }
  }

  private DefaultsBenchmark state(Client client, Strategy strategy, int requests, String latency) {
    DefaultsBenchmark state = new DefaultsBenchmark();
    set(state, client, strategy, requests, latency);
    return state;
  }

  private void set(
      DefaultsBenchmark state, Client client, Strategy strategy, int requests, String latency) {
    state.client = client.name();
    state.strategy = strategy;
    state.requests = requests;
    state.latency = latency;
    state.protocol = Protocol.HTTP_1_1;
    state.executor = ClientExecutor.DEFAULT;
    state.warmUpRequests = 0;
    state.target = "http://127.0.0.1:" + stub.port();
  }

  private static Map<String, Double> once(DefaultsBenchmark state) throws Exception {
    state.open(MeasuredIteration.parameters());
    try {
      return MeasuredIteration.of(state, state::settle);
    } finally {
      state.close();
    }
  }
}
