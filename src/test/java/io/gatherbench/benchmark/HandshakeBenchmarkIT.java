package io.gatherbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.benchmark.connection.HandshakeBenchmark;
import io.gatherbench.benchmark.connection.HandshakeBenchmark.TlsSession;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which handshakes are made, by the ledger. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandshakeBenchmarkIT {

  private static final int OPERATIONS = 3;

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
  @CsvSource({"FULL, 1, 0, 0", "RESUMED, 1, 100, 100", "FULL, 4, 0, 0", "RESUMED, 4, 0, 100"})
  void sessionsAreResumedAsFarAsTheyCanBe(
      TlsSession session, int requests, double least, double most) throws Exception {
    HandshakeBenchmark state = opened(session, requests);
    try {
      Map<String, Double> evidence = evidence(state, session);
      double connections = OPERATIONS * requests;
      assertThat(evidence.get("tls_resumed")).isBetween(least, most);
      assertThat(evidence.get("tls_version")).isEqualTo(1.3);
      assertThat(evidence.get("tls_group")).isPositive();
      assertThat(evidence.get("requests_served")).isEqualTo(connections);
      assertThat(evidence.get("connections_opened")).isEqualTo(connections);
      assertThat(evidence.get("connections_of_other_protocol")).isZero();
      assertThat(evidence.get("in_flight_peak")).isLessThanOrEqualTo(requests);
    } finally {
      state.close();
    }
  }

  @Test
  void aSessionThatIsResumedIsNotFull() throws Exception {
    HandshakeBenchmark state = opened(TlsSession.RESUMED, 1);
    try {
      assertThatThrownBy(() -> evidence(state, TlsSession.FULL))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("FULL, and 100.0 % of the connections resumed a session");
    } finally {
      state.close();
    }
  }

  private HandshakeBenchmark opened(TlsSession session, int requests) throws Exception {
    HandshakeBenchmark state = new HandshakeBenchmark();
    state.session = session;
    state.requests = requests;
    state.warmUpRequests = 0;
    state.target = stub.address().toString();
    state.open(MeasuredIteration.parameters());
    return state;
  }

  private static Map<String, Double> evidence(HandshakeBenchmark state, TlsSession claimed)
      throws Exception {
    return MeasuredIteration.of(
        state::startIteration,
        () -> {
          for (int i = 0; i < OPERATIONS; i++) {
            state.connect();
          }
          state.session = claimed;
        },
        state::endIteration);
  }
}
