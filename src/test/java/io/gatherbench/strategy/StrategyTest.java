package io.gatherbench.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.client.adapter.Client;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.endpoint.Todo;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every strategy that this JDK has, against the real stub over real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrategyTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** The clients whose reads an interruption of a platform thread does not end. */
  static final Set<Client> BLOCKS_IN_SOCKETS = Set.of(Client.APACHE, Client.OKHTTP);

  private static final int REQUESTS = 64;
  private static final ConcurrencyLimits LIMITS = new ConcurrencyLimits(REQUESTS, 5);

  private StubServer stub;
  private StubControl control;

  @BeforeAll
  void startStub() {
    stub = new StubServer(StubOptions.forRun());
    control = new StubControl(address());
  }

  @AfterAll
  void stopStub() {
    stub.close();
  }

  @BeforeEach
  void resetLedger() throws IOException {
    control.reset();
  }

  static Stream<Arguments> strategies() {
    int feature = Runtime.version().feature();
    return Arrays.stream(Strategy.values())
        .filter(strategy -> strategy.minimumJdk() <= feature)
        .flatMap(
            strategy -> strategy.clients().stream().map(client -> Arguments.of(strategy, client)));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void responsesKeepTheOrderAndOverlapAsClaimed(Strategy strategy, Client client) throws Exception {
    int overlap = strategy.overlap(REQUESTS, LIMITS);
    LedgerSnapshot seen;
    try (RequestStrategy open = strategy.open(client.opener(settings(REQUESTS)), LIMITS)) {
      // A slow machine needs longer answers to have sent all before the first comes; what is not
      // concurrent does not become so with any latency.
      Iterator<String> latencies =
          List.of(overlap == 1 ? "0ms" : "100ms", "500ms", "2s", "5s").iterator();
      do {
        control.reset();
        List<Response> responses = open.gather(todos(REQUESTS, latencies.next()));

        assertThat(responses).hasSize(REQUESTS);
        for (int i = 0; i < REQUESTS; i++) {
          assertThat(responses.get(i).status()).isEqualTo(200);
          assertThat(responses.get(i).body()).isEqualTo(Todo.json(i + 1));
        }
        seen = control.read();
        assertThat(seen.answered()).isEqualTo(REQUESTS);
        assertThat(seen.peakInFlight()).isLessThanOrEqualTo(overlap);
      } while (seen.peakInFlight() < overlap && latencies.hasNext());
    }
    assertThat(seen.peakInFlight()).isEqualTo(overlap);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void connectionsAreReused(Strategy strategy, Client client) throws Exception {
    int overlap = strategy.overlap(8, LIMITS);
    try (RequestStrategy open = strategy.open(client.opener(settings(8)), LIMITS)) {
      Iterator<String> latencies = List.of(overlap == 1 ? "0ms" : "50ms", "500ms", "2s").iterator();
      do {
        open.gather(todos(8, latencies.next()));
      } while (control.read().connectionsOpened() < overlap && latencies.hasNext());
      // The Vert.x pool takes a connection back a moment after it has handed over the answer; a
      // request sent in that moment opens another one, and the two take turns from then on.
      assertThat(control.reset().connectionsOpened())
          .isBetween((long) overlap, Math.min(8L, 2L * overlap));

      for (int i = 0; i < 10; i++) {
        open.gather(todos(8, "1ms"));
      }
    }
    assertThat(control.read().connectionsOpened()).isZero();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aFailedRequestIsNamed(Strategy strategy, Client client) {
    try (RequestStrategy open = strategy.open(client.opener(settings(4)), LIMITS)) {
      List<Request> oneBad =
          List.of(new Request("/todos/1"), new Request("/nowhere"), new Request("/todos/3"));

      assertThatThrownBy(() -> open.gather(oneBad))
          .isInstanceOf(RequestFailedException.class)
          .hasMessageContaining("/nowhere")
          .hasMessageContaining("404");
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aServerThatIsNotThereIsAFailedRequest(Strategy strategy, Client client) throws IOException {
    int freePort;
    try (ServerSocket socket = new ServerSocket(0)) {
      freePort = socket.getLocalPort();
    }
    ClientSettings nowhere =
        new ClientSettings(URI.create("http://127.0.0.1:" + freePort), 2, TIMEOUT);
    try (RequestStrategy open = strategy.open(client.opener(nowhere), LIMITS)) {
      assertThatThrownBy(() -> open.gather(todos(2, "0ms")))
          .isInstanceOf(RequestFailedException.class)
          .hasMessageContaining("/todos/");
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void http2CarriesTheSameOnTheOpenConnections(Strategy strategy, Client client) throws Exception {
    ClientSettings settings = new ClientSettings(address(), 8, TIMEOUT, Protocol.H2C);
    assumeTrue(client.speaks(Protocol.H2C));
    try (RequestStrategy open = strategy.open(client.opener(settings), LIMITS)) {
      open.gather(todos(8, "0ms"));
      LedgerSnapshot seen;
      int gathers = 0;
      // Of connections that a client begins side by side, one may open after all is answered over
      // another, and be counted with the next gather.
      do {
        control.reset();

        List<Response> responses =
            open.gather(todos(8, strategy.overlap(8, LIMITS) == 1 ? "1ms" : "100ms"));

        assertThat(responses.get(7).body()).isEqualTo(Todo.json(8));
        seen = control.read();
        assertThat(seen.answered()).isEqualTo(8);
        gathers++;
      } while (seen.connectionsOpened() > 0 && gathers < 3);
      assertThat(seen.connectionsOpened()).isZero();
    }
  }

  @Test
  void aPoolOverlapsNoMoreThanItHasThreads() throws Exception {
    try (RequestStrategy open =
        Strategy.THREAD_POOL.open(Client.JDK.opener(settings(8)), new ConcurrencyLimits(3, 1))) {
      open.gather(todos(8, "100ms"));
    }
    assertThat(control.read().peakInFlight()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void theBoundIsTurnsTimesLatency(Strategy strategy) {
    double expected =
        switch (strategy) {
          case SEQUENTIAL, ASYNC_SEQUENTIAL -> 640;
          case THREAD_POOL -> 70;
          case BOUNDED_VIRTUAL_THREADS, BOUNDED_EVENT_LOOP -> 40;
          case VIRTUAL_THREADS,
              EVENT_LOOP,
              PLATFORM_THREADS,
              COMPLETABLE_FUTURE,
              EVENT_LOOP_AWAIT ->
              10;
        };
    assertThat(strategy.bound(64, new ConcurrencyLimits(10, 20), 10)).isEqualTo(expected);
  }

  private ClientSettings settings(int connections) {
    return new ClientSettings(address(), connections, TIMEOUT);
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + stub.port());
  }

  private static List<Request> todos(int count, String latency) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(id -> new Request("/todos/" + id + "?latency=" + latency))
        .toList();
  }
}
