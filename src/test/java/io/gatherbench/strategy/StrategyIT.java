package io.gatherbench.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.client.ClientExecutor;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.client.TrustedCertificate;
import io.gatherbench.client.adapter.Client;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.endpoint.Todo;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every strategy that this JDK has, against the real stub over real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrategyIT {

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

  /** The strategy that stands for all over TLS, which takes its time to open connections. */
  private static final Map<Client, Strategy> SECURE_SAMPLE =
      Map.of(
          Client.JDK, Strategy.THREAD_POOL,
          Client.APACHE, Strategy.THREAD_POOL,
          Client.OKHTTP, Strategy.THREAD_POOL,
          Client.JETTY, Strategy.COMPLETABLE_FUTURE,
          Client.VERTX, Strategy.EVENT_LOOP,
          Client.REACTOR_NETTY, Strategy.EVENT_LOOP);

  /** All over HTTP/1.1, and over TLS a sample of each client; {@code SecureStrategyIT} has all. */
  static Stream<Arguments> exchanges() {
    return Stream.concat(combinations(Protocol.HTTP_1_1), secureSamples());
  }

  static Stream<Arguments> overHttp11() {
    return exchanges().filter(exchange -> !((Protocol) exchange.get()[2]).isHttp2());
  }

  static Stream<Arguments> overHttp2() {
    return Stream.concat(combinations(Protocol.H2C), secureSamples())
        .filter(exchange -> ((Protocol) exchange.get()[2]).isHttp2());
  }

  static Stream<Arguments> secureSamples() {
    return combinations(Protocol.HTTPS_1_1, Protocol.H2)
        .filter(exchange -> exchange.get()[0] == SECURE_SAMPLE.get((Client) exchange.get()[1]));
  }

  /** Every strategy and client that speaks one of some protocols. */
  static Stream<Arguments> combinations(Protocol... protocols) {
    return strategies()
        .flatMap(
            pair ->
                Arrays.stream(protocols)
                    .filter(((Client) pair.get()[1])::speaks)
                    .map(protocol -> Arguments.of(pair.get()[0], pair.get()[1], protocol)));
  }

  static Stream<Arguments> strategies() {
    int feature = Runtime.version().feature();
    return Arrays.stream(Strategy.values())
        .filter(strategy -> strategy.minimumJdk() <= feature)
        .flatMap(
            strategy -> strategy.clients().stream().map(client -> Arguments.of(strategy, client)));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void responsesKeepTheOrderAndOverlapAsClaimed(Strategy strategy, Client client, Protocol protocol)
      throws Exception {
    int requests = protocol.isSecure() ? REQUESTS / 4 : REQUESTS;
    int overlap = strategy.overlap(requests, LIMITS);
    LedgerSnapshot seen;
    ClientSettings settings = settings(requests, protocol);
    try (RequestStrategy open = strategy.open(client.opener(settings), LIMITS)) {
      // A slow machine needs longer answers to have sent all before the first comes; what is not
      // concurrent does not become so with any latency.
      Iterator<String> latencies =
          List.of(overlap == 1 ? "0ms" : "100ms", "500ms", "2s", "5s").iterator();
      do {
        control.reset();
        List<Response> responses = open.gather(todos(requests, latencies.next()));

        assertThat(responses).hasSize(requests);
        for (int i = 0; i < requests; i++) {
          assertThat(responses.get(i).status()).isEqualTo(200);
          assertThat(responses.get(i).body()).isEqualTo(Todo.json(i + 1));
        }
        seen = control.read();
        assertThat(seen.answered()).isEqualTo(requests);
        assertThat(seen.connections().stream().filter(same -> same.opened() > 0))
            .allMatch(same -> same.protocol().equals(protocol.name()));
        assertThat(seen.peakInFlight()).isLessThanOrEqualTo(overlap);
      } while (seen.peakInFlight() < overlap && latencies.hasNext());
    }
    assertThat(seen.peakInFlight()).isEqualTo(overlap);
  }

  @ParameterizedTest
  @MethodSource("overHttp11")
  void connectionsAreReused(Strategy strategy, Client client, Protocol protocol) throws Exception {
    int overlap = strategy.overlap(8, LIMITS);
    ClientSettings settings = settings(8, protocol);
    control.reset();
    try (RequestStrategy open = strategy.open(client.opener(settings), LIMITS)) {
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
  @MethodSource("exchanges")
  void aFailedRequestIsNamed(Strategy strategy, Client client, Protocol protocol) throws Exception {
    try (RequestStrategy open = strategy.open(client.opener(settings(4, protocol)), LIMITS)) {
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
    // Nobody else can listen there meanwhile.
    try (Socket taken = new Socket()) {
      taken.bind(new InetSocketAddress("127.0.0.1", 0));
      URI base = URI.create("http://127.0.0.1:" + taken.getLocalPort());
      ClientSettings nowhere = new ClientSettings(base, 2, TIMEOUT);
      try (RequestStrategy open = strategy.open(client.opener(nowhere), LIMITS)) {
        assertThatThrownBy(() -> open.gather(todos(2, "0ms")))
            .isInstanceOf(RequestFailedException.class)
            .hasMessageContaining("/todos/");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("overHttp2")
  void http2CarriesTheSameOnTheOpenConnections(Strategy strategy, Client client, Protocol protocol)
      throws Exception {
    try (RequestStrategy open = strategy.open(client.opener(settings(8, protocol)), LIMITS)) {
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
        Strategy.THREAD_POOL.open(
            Client.JDK.opener(settings(8, Protocol.HTTP_1_1)), new ConcurrencyLimits(3, 1))) {
      open.gather(todos(8, "100ms"));
    }
    assertThat(control.read().peakInFlight()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void theBoundIsTurnsTimesLatency(Strategy strategy) {
    ConcurrencyLimits limits = new ConcurrencyLimits(10, 20);
    int turns = (int) Math.ceil(64.0 / strategy.overlap(64, limits));
    assertThat(strategy.bound(64, limits, 10)).isEqualTo(turns * 10.0);
  }

  @ParameterizedTest
  @CsvSource({
    "SEQUENTIAL, 640",
    "ASYNC_SEQUENTIAL, 640",
    "THREAD_POOL, 70",
    "BOUNDED_EVENT_LOOP, 40",
    "EVENT_LOOP, 10"
  })
  void theBoundOfTenThreadsOrTwentyInFlight(Strategy strategy, double expected) {
    assertThat(strategy.bound(64, new ConcurrencyLimits(10, 20), 10)).isEqualTo(expected);
  }

  private ClientSettings settings(int connections, Protocol protocol) throws IOException {
    return settings(address(), connections, TIMEOUT, protocol);
  }

  /** The settings of a client of a stub, with trust in its certificate if there is TLS. */
  static ClientSettings settings(URI stub, int connections, Duration timeout, Protocol protocol)
      throws IOException {
    return new ClientSettings(
        protocol.at(stub),
        connections,
        timeout,
        protocol,
        ClientExecutor.CACHED,
        protocol.isSecure() ? new TrustedCertificate(new StubControl(stub).certificate()) : null);
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
