package io.gatherbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.results.ForkRule;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Validity;
import io.gatherbench.results.ValidityRule;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import io.gatherbench.stub.endpoint.Todo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everything that makes a number wrong, done on purpose, and the validity that it gets. */
class UnequalWorkIT {

  private static final int REQUESTS = 6;

  /** How a strategy's client misbehaves once its connections are open. */
  private interface Misbehaviour {
    Response send(Request request, BlockingClient client) throws Exception;
  }

  private volatile boolean measuring;
  private volatile int port;

  @Test
  void whatBehavesIsValid() throws Exception {
    // A machine that is busy besides may stop the stub for a while, which flags it.
    assertThat(validity((request, client) -> client.send(request)).kind())
        .isNotEqualTo(Validity.Kind.VOID);
  }

  @Test
  void aStrategyThatSendsOneTooFewIsVoid() throws Exception {
    Validity validity =
        validity(
            (request, client) ->
                request.target().startsWith("/todos/3?")
                    ? new Response(200, Todo.json(3))
                    : client.send(request));
    assertThat(validity.toString()).startsWith("void: 6 requests sent and 5 served");
  }

  @Test
  void aStrategyThatSendsOneTwiceIsVoid() throws Exception {
    Validity validity =
        validity(
            (request, client) -> {
              if (request.target().startsWith("/todos/3?")) {
                client.send(request);
              }
              return client.send(request);
            });
    assertThat(validity.toString()).startsWith("void: 6 requests sent and 7 served");
  }

  @Test
  void aStrategyThatLeaksConnectionsIsVoid() throws Exception {
    List<Socket> leaked = new ArrayList<>();
    try {
      Validity validity =
          validity(
              (request, client) ->
                  request.target().startsWith("/todos/3?")
                      ? onConnectionOfItsOwn(request, leaked)
                      : client.send(request));
      assertThat(validity.toString()).startsWith("void: 1 connections opened while measuring");
    } finally {
      for (Socket socket : leaked) {
        socket.close();
      }
    }
  }

  @Test
  void aClientThatAgreesOnAnotherProtocolIsVoid() throws Exception {
    try (StubServer stub = new StubServer(StubOptions.forRun())) {
      GatherBenchmark state =
          new GatherBenchmark() {
            @Override
            public ClientOpener opener(ClientSettings asked) {
              return super.opener(
                  new ClientSettings(
                      asked.base(),
                      asked.connections(),
                      asked.timeout(),
                      Protocol.HTTPS_1_1,
                      asked.executor(),
                      asked.trusted()));
            }
          };
      GatherBenchmarkIT.set(state, Strategy.THREAD_POOL, stub.address().toString());
      state.requests = REQUESTS;
      state.latency = "300ms";
      state.protocol = Protocol.H2;
      state.open(MeasuredIteration.parameters());
      try {
        Map<String, Double> evidence = MeasuredIteration.of(state, state::gather);
        assertThat(judged(evidence).toString())
            .isEqualTo("void: 6 connections agreed on another protocol than asked");
        assertThat(evidence.get("tls_version")).isEqualTo(1.3);
        assertThat(evidence).containsKeys("tls_cipher_suite", "tls_group", "tls_resumed");
      } finally {
        state.close();
      }
    }
  }

  @Test
  void aStrategyWithTooLargeAClaimDoesNotOpen() throws Exception {
    Object oneAtATime = new Object();
    try (StubServer stub = new StubServer(StubOptions.forRun())) {
      GatherBenchmark state =
          misbehaving(
              stub,
              (request, client) -> {
                synchronized (oneAtATime) {
                  return client.send(new Request(request.target().replaceAll("=.*", "=0ms")));
                }
              });
      measuring = true;
      assertThatThrownBy(() -> state.open(MeasuredIteration.parameters()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("THREAD_POOL claims 6 requests in flight, and the stub saw 1");
    }
  }

  @Test
  void aStubThatDropsFailsTheFork() throws Exception {
    for (String fault : List.of("reset", "empty", "truncate", "garbage")) {
      assertThatThrownBy(
              () ->
                  validity(
                      (request, client) ->
                          client.send(new Request(request.target() + "&fault=" + fault))))
          .as(fault)
          .isInstanceOf(RequestFailedException.class);
    }
  }

  @Test
  void aStubThatAnswersWithAnErrorFailsTheFork() {
    assertThatThrownBy(() -> validity((request, client) -> client.send(new Request("/status/503"))))
        .isInstanceOf(RequestFailedException.class)
        .hasMessageContaining("503");
  }

  @Test
  void aStubThatAnswersSomethingElseFailsTheFork() {
    assertThatThrownBy(
            () -> validity((request, client) -> client.send(new Request("/todos/77?latency=0ms"))))
        .isInstanceOf(WrongAnswerException.class);
  }

  @Test
  void aStubThatAnswersBeforeItIsDueIsVoid() throws Exception {
    Map<String, Double> evidence = evidenceWith(GatherBenchmarkIT.LEDGER, 60_000);
    assertThat(judged(evidence).toString()).startsWith("void: faster than its bound of 60000.0 ms");
  }

  @Test
  void aStubThatIsSlowIsFlagged() throws Exception {
    String late = GatherBenchmarkIT.LEDGER.replace("\"mean\":0", "\"mean\":9000000000");
    assertThat(ofFork(evidenceWith(late, 1)).reason())
        .isEqualTo("the stub was late by over 5 % of the time");
  }

  @Test
  void aStubThatIsSaturatedIsFlagged() throws Exception {
    String busy =
        GatherBenchmarkIT.LEDGER.replace(
            "\"loops\":[]",
            "\"loops\":[{\"requests\":1,\"busy\":0.81,\"waited\":0.1,\"allocatedBytes\":0,\"lag\":{\"count\":0,"
                + "\"mean\":0,\"p50\":0,\"p90\":0,\"p99\":0,\"p999\":0,\"max\":0,\"buckets\":[]}}]");
    assertThat(ofFork(evidenceWith(busy, 1)).reason())
        .startsWith("the stub's event loop was busy over 80 % of the time");
  }

  private static Validity ofFork(Map<String, Double> evidence) {
    evidence.put(Metric.OPERATIONS.id(), 1.0);
    return new ForkRule(2, 1, true).judge(List.of(values(evidence))).validity();
  }

  private static Validity judged(Map<String, Double> evidence) {
    return ValidityRule.judge(values(evidence));
  }

  private static Map<Metric, Double> values(Map<String, Double> evidence) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    evidence.forEach((name, value) -> values.put(Metric.of(name).orElseThrow(), value));
    return values;
  }

  /** One gather on a pool whose client misbehaves. */
  private Validity validity(Misbehaviour behaviour) throws Exception {
    try (StubServer stub = new StubServer(StubOptions.forRun())) {
      GatherBenchmark state = misbehaving(stub, behaviour);
      state.open(MeasuredIteration.parameters());
      try {
        measuring = true;
        return judged(MeasuredIteration.of(state, state::gather));
      } finally {
        measuring = false;
        state.close();
      }
    }
  }

  private GatherBenchmark misbehaving(StubServer stub, Misbehaviour behaviour) {
    GatherBenchmark state =
        new GatherBenchmark() {
          @Override
          public ClientOpener opener(ClientSettings settings) {
            ClientOpener behaved = super.opener(settings);
            return () -> misbehaving(behaved.openBlocking(), behaviour);
          }
        };
    port = stub.port();
    GatherBenchmarkIT.set(state, Strategy.THREAD_POOL, stub.address().toString());
    state.requests = REQUESTS;
    // Long enough for all to overlap whatever else the machine does.
    state.latency = "300ms";
    return state;
  }

  private BlockingClient misbehaving(BlockingClient client, Misbehaviour behaviour) {
    return new BlockingClient() {
      @Override
      public Response send(Request request) throws RequestFailedException, InterruptedException {
        if (!measuring) {
          return client.send(request);
        }
        try {
          return behaviour.send(request, client);
        } catch (RequestFailedException | InterruptedException | RuntimeException e) {
          throw e;
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }

  private Response onConnectionOfItsOwn(Request request, List<Socket> leaked) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    leaked.add(socket);
    String text = "GET " + request.target() + " HTTP/1.1\r\nHost: x\r\n\r\n";
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().endsWith("}")) {
      answer.append((char) socket.getInputStream().read());
    }
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    return new Response(200, body.getBytes(StandardCharsets.UTF_8));
  }

  /** The evidence with a stub that answers rightly and at once, and has this ledger. */
  private static Map<String, Double> evidenceWith(String ledger, int latencyMillis)
      throws Exception {
    HttpServer liar = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    liar.createContext(
        "/todos/",
        exchange ->
            GatherBenchmarkIT.answer(exchange, new String(Todo.json(1), StandardCharsets.UTF_8)));
    liar.createContext("/ledger", exchange -> GatherBenchmarkIT.answer(exchange, ledger));
    liar.start();
    try {
      GatherBenchmark state =
          GatherBenchmarkIT.set(
              new GatherBenchmark(),
              Strategy.SEQUENTIAL,
              "http://127.0.0.1:" + liar.getAddress().getPort());
      state.requests = 1;
      state.latency = latencyMillis + "ms";
      state.open(MeasuredIteration.parameters());
      try {
        long started = System.nanoTime();
        Map<String, Double> evidence = MeasuredIteration.of(state, state::gather);
        evidence.put("time", Math.max(latencyMillis == 1 ? 1 : 0, millisSince(started)));
        return evidence;
      } finally {
        state.close();
      }
    } finally {
      liar.stop(0);
    }
  }

  private static double millisSince(long started) {
    return (System.nanoTime() - started) / 1e6;
  }
}
