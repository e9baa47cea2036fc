package io.gatherbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gatherbench.benchmark.evidence.CostProfiler;
import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.client.ClientExecutor;
import io.gatherbench.client.Protocol;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.Result;

class GatherBenchmarkIT {

  @Test
  void closingGoesOnAfterAFailure() {
    List<String> closed = new ArrayList<>();
    GatherBenchmark state =
        new GatherBenchmark() {
          {
            closeLater(() -> closed.add("opened first"));
            closeLater(
                () -> {
                  throw new IllegalStateException("in use");
                });
          }
        };
    assertThatThrownBy(state::close).hasMessage("in use");
    assertThat(closed).containsExactly("opened first");
  }

  @Test
  void theEvidenceSaysWhatTheStubSaw() throws Exception {
    try (StubServer stub = new StubServer(StubOptions.forRun())) {
      GatherBenchmark state = state(Strategy.THREAD_POOL, "http://127.0.0.1:" + stub.port());
      state.requests = 6;
      state.poolSize = "2";
      state.latency = "5ms";
      state.open(MeasuredIteration.parameters());
      try {
        Map<String, Double> evidence =
            MeasuredIteration.of(
                state,
                () -> {
                  state.gather();
                  state.gather();
                });
        assertThat(evidence)
            .containsEntry("requests_sent", 12.0)
            .containsEntry("requests_served", 12.0)
            .containsEntry("in_flight_peak", 2.0)
            .containsEntry("in_flight_claimed", 2.0)
            .containsEntry("connections_opened", 0.0)
            .containsEntry("time_bound", 15.0);
      } finally {
        state.close();
      }
    }
  }

  @Test
  void singleRequestsAreTimedWhereCostsAreCounted() throws Exception {
    try (StubServer stub = new StubServer(StubOptions.forRun())) {
      for (Strategy strategy : List.of(Strategy.THREAD_POOL, Strategy.EVENT_LOOP)) {
        assertThat(requestTimes(strategy, stub)).isEmpty();
        CostProfiler costs = new CostProfiler();
        costs.beforeIteration(null, null);
        try {
          Map<String, Double> times = requestTimes(strategy, stub);
          assertThat(times).containsOnlyKeys("request_p50", "request_p99", "request_max");
          assertThat(times.get("request_p50")).as("ms, of 5 at least").isGreaterThanOrEqualTo(5);
          assertThat(times.get("request_p99")).isLessThanOrEqualTo(times.get("request_max"));
        } finally {
          assertThat(costs.afterIteration(null, null, null))
              .extracting(Result::getLabel)
              .contains("cpu_per_request", "alloc_per_request", "threads_peak", "gc_time");
        }
      }
    }
  }

  private static Map<String, Double> requestTimes(Strategy strategy, StubServer stub)
      throws Exception {
    GatherBenchmark state = state(strategy, stub.address().toString());
    state.requests = 6;
    state.latency = "5ms";
    state.open(MeasuredIteration.parameters());
    try {
      Map<String, Double> evidence = MeasuredIteration.of(state, state::gather);
      evidence.keySet().removeIf(name -> !name.startsWith("request_"));
      return evidence;
    } finally {
      state.close();
    }
  }

  @Test
  void workBesideTheStateShowsInTheEvidence() throws Exception {
    try (StubServer stub = new StubServer(StubOptions.forRun())) {
      String address = "http://127.0.0.1:" + stub.port();
      GatherBenchmark state = state(Strategy.SEQUENTIAL, address);
      state.open(MeasuredIteration.parameters());
      try {
        Map<String, Double> evidence =
            MeasuredIteration.of(
                state,
                () -> {
                  state.gather();
                  askBeside(stub.port());
                });
        assertThat(evidence.get("requests_served")).isEqualTo(evidence.get("requests_sent") + 1);
        assertThat(evidence).containsEntry("connections_opened", 1.0);
      } finally {
        state.close();
      }
    }
  }

  @Test
  void aWrongBodyIsNotMeasured() throws Exception {
    HttpServer liar = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    liar.createContext("/todos/", exchange -> answer(exchange, "{\"id\":1}"));
    liar.createContext("/ledger", exchange -> answer(exchange, LEDGER));
    liar.start();
    try {
      GatherBenchmark state =
          state(Strategy.SEQUENTIAL, "http://127.0.0.1:" + liar.getAddress().getPort());
      state.open(MeasuredIteration.parameters());
      try {
        assertThatThrownBy(state::gather)
            .isInstanceOf(WrongAnswerException.class)
            .hasMessageContaining("SEQUENTIAL")
            .hasMessageContaining("/todos/1?");
      } finally {
        state.close();
      }
    } finally {
      liar.stop(0);
    }
  }

  @Test
  void aStrategyThatDoesNotOverlapAsClaimedDoesNotOpen() throws Exception {
    HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    other.createContext("/todos/", exchange -> answer(exchange, "{}"));
    other.createContext(
        "/ledger",
        exchange -> answer(exchange, LEDGER.replace("\"peakInFlight\":1", "\"peakInFlight\":5")));
    other.start();
    try {
      GatherBenchmark state =
          state(Strategy.SEQUENTIAL, "http://127.0.0.1:" + other.getAddress().getPort());
      assertThatThrownBy(() -> state.open(MeasuredIteration.parameters()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("SEQUENTIAL claims 1 requests in flight, and the stub saw 5");
    } finally {
      other.stop(0);
    }
  }

  static final String LEDGER =
      "{\"product\":\"gatherbench-stub\",\"jdk\":\"17\",\"transport\":\"nio\",\"eventLoops\":1,"
          + "\"requests\":1,\"answered\":1,\"aborted\":0,\"inFlight\":0,\"peakInFlight\":1,"
          + "\"connectionsOpened\":0,\"connectionsOpen\":1,\"connections\":[],\"broken\":0,\"timers\":0,"
          + "\"endpoints\":{},\"latenessNanos\":{\"count\":0,\"mean\":0,\"p50\":0,\"p90\":0,"
          + "\"p99\":0,\"p999\":0,\"max\":0,\"buckets\":[]},\"inFlightNanos\":0,\"arrivalNanos\":{\"count\":0,"
          + "\"mean\":0,\"p50\":0,\"p90\":0,\"p99\":0,\"p999\":0,\"max\":0,\"buckets\":[]},"
          + "\"loops\":[],\"wallNanos\":1,"
          + "\"cpuNanos\":0,\"collectionMillis\":0}";

  static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** A request on a connection that is nobody else's. */
  private static void askBeside(int port) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket
          .getOutputStream()
          .write("GET /todos/1 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
  }

  private static GatherBenchmark state(Strategy strategy, String target) {
    return set(new GatherBenchmark(), strategy, target);
  }

  static GatherBenchmark set(GatherBenchmark state, Strategy strategy, String target) {
    state.strategy = strategy;
    state.client = Compatibility.IDIOMATIC;
    state.protocol = Protocol.HTTP_1_1;
    state.executor = ClientExecutor.DEFAULT;
    state.requests = 2;
    state.latency = "1ms";
    state.poolSize = "requests";
    state.maxInFlight = 16;
    state.warmUpRequests = 10;
    state.target = target;
    return state;
  }
}
