package io.gatherbench.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.client.adapter.Client;
import io.gatherbench.strategy.pending.PendingRequests;
import io.gatherbench.strategy.pending.RequestOutcome;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.endpoint.Todo;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Failures, the first response, cancellation and streams with every strategy, client and protocol
 * without TLS, and with TLS a sample of each client; {@code SecurePendingRequestsIT} has all.
 * Requests that must not be answered have a latency longer than the test's time limit.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 50, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PendingRequestsTest {

  private static final int REQUESTS = 4;
  private static final ConcurrencyLimits LIMITS = new ConcurrencyLimits(3, 2);
  private static final String NEVER = "60s";
  private static final Duration TIMEOUT = Duration.ofSeconds(58);

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

  static Stream<Arguments> combinations() {
    return Stream.concat(
        StrategyIT.combinations(Protocol.HTTP_1_1, Protocol.H2C), StrategyIT.secureSamples());
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void allAreAnsweredInOrder(Strategy strategy, Client client, Protocol protocol) throws Exception {
    try (RequestStrategy open = open(strategy, client, protocol)) {
      List<Response> responses = open.start(todos("2ms")).all();

      assertThat(texts(responses)).containsExactly(todo(1), todo(2), todo(3), todo(4));
      assertThat(ended()).isEqualTo(new Ended(REQUESTS, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void afterTheFirstFailureTheOthersAreCancelled(
      Strategy strategy, Client client, Protocol protocol) throws Exception {
    int failing = surelyStarted(strategy);
    try (RequestStrategy open = open(strategy, client, protocol)) {
      List<Request> firstFail = new ArrayList<>(todos(NEVER));
      for (int i = 0; i < failing; i++) {
        firstFail.set(i, new Request("/status/503?latency=100ms"));
      }

      assertThatThrownBy(() -> open.start(firstFail).all())
          .isInstanceOf(RequestFailedException.class)
          .hasMessageContaining("/status/503")
          .hasMessageContaining("503");

      assertThat(ended().answered()).isBetween(1L, (long) failing);
      assertStillWorks(open);
    }
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void settledReturnsTheOutcomeOfEach(Strategy strategy, Client client, Protocol protocol)
      throws Exception {
    try (RequestStrategy open = open(strategy, client, protocol)) {
      List<Request> oneFails = new ArrayList<>(todos("5ms"));
      oneFails.set(1, new Request("/status/503"));

      List<RequestOutcome> outcomes = open.start(oneFails).settled();

      assertThat(outcomes).hasSize(REQUESTS);
      assertThat(outcomes.get(1)).isInstanceOf(RequestOutcome.Failed.class);
      assertThat(((RequestOutcome.Failed) outcomes.get(1)).failure()).hasMessageContaining("503");
      assertThat(text(((RequestOutcome.Answered) outcomes.get(0)).response())).isEqualTo(todo(1));
      assertThat(text(((RequestOutcome.Answered) outcomes.get(3)).response())).isEqualTo(todo(4));
      assertThat(ended()).isEqualTo(new Ended(REQUESTS, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void theFirstSuccessWinsAndTheOthersAreCancelled(
      Strategy strategy, Client client, Protocol protocol) throws Exception {
    int overlap = strategy.overlap(REQUESTS, LIMITS);
    int quick = surelyStarted(strategy);
    try (RequestStrategy open = open(strategy, client, protocol)) {
      List<Request> lastIsQuick = new ArrayList<>(todos(NEVER));
      for (int i = 0; i < quick; i++) {
        lastIsQuick.set(overlap - 1 + i, new Request("/todos/7?latency=100ms"));
      }

      assertThat(text(open.start(lastIsQuick).first())).isEqualTo(todo(7));

      Ended ended = ended();
      assertThat(ended.answered()).isBetween(1L, (long) quick);
      // Others may have been started in the place of those that were answered; where the machine is
      // slow, fewer before the first answer.
      assertThat(ended.aborted()).isLessThanOrEqualTo(overlap);
      assertStillWorks(open);
    }
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void aFailureIsFirstOnlyIfAllFail(Strategy strategy, Client client, Protocol protocol)
      throws Exception {
    try (RequestStrategy open = open(strategy, client, protocol)) {
      List<Request> twoFail =
          List.of(new Request("/status/503"), new Request("/status/503"), new Request("/todos/3"));
      assertThat(text(open.start(twoFail).first())).isEqualTo(todo(3));

      assertThatThrownBy(() -> open.start(twoFail.subList(0, 2)).first())
          .isInstanceOf(RequestFailedException.class)
          .hasMessageContaining("503");
    }
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void cancelledRequestsEndAtTheStubAndForTheCaller(
      Strategy strategy, Client client, Protocol protocol) throws Exception {
    int overlap = strategy.overlap(REQUESTS, LIMITS);
    try (RequestStrategy open = open(strategy, client, protocol)) {
      int times = 0;
      // A connection that was begun beside the one that carries all may open late.
      do {
        control.reset();
        PendingRequests pending = open.start(todos(NEVER));
        FutureTask<List<RequestOutcome>> settled = inThread(pending::settled);
        until(() -> control.read().inFlight() == overlap);

        pending.cancel();

        assertThat(settled.get())
            .hasSize(REQUESTS)
            .allSatisfy(
                outcome ->
                    assertThat(((RequestOutcome.Failed) outcome).failure().cancelled())
                        .as("%s", outcome)
                        .isTrue());
        assertThat(ended()).isEqualTo(new Ended(0, overlap));
        control.reset();
        assertStillWorks(open);
        times++;
      } while (protocol == Protocol.H2C && control.read().connectionsOpened() > 0 && times < 3);
      assertThat(protocol == Protocol.H2C ? control.read().connectionsOpened() : 0).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void anInterruptedCallerLeavesNothingInFlight(Strategy strategy, Client client, Protocol protocol)
      throws Exception {
    // A platform thread that blocks in a socket's read is not interrupted: it is cancelled above.
    if (strategy == Strategy.SEQUENTIAL
        && !protocol.isHttp2()
        && StrategyIT.BLOCKS_IN_SOCKETS.contains(client)) {
      return;
    }
    try (RequestStrategy open = open(strategy, client, protocol)) {
      FutureTask<List<Response>> all = new FutureTask<>(() -> open.start(todos(NEVER)).all());
      Thread caller = new Thread(all, "caller");
      caller.start();
      until(() -> control.read().inFlight() == strategy.overlap(REQUESTS, LIMITS));

      caller.interrupt();

      assertThatThrownBy(all::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
      assertThat(ended().answered()).isZero();
      assertStillWorks(open);
    }
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void linesArriveInTheirOrder(Strategy strategy, Client client, Protocol protocol)
      throws Exception {
    try (RequestStrategy open = open(strategy, client, protocol)) {
      List<List<String>> lines =
          Stream.generate(() -> Collections.synchronizedList(new ArrayList<String>()))
              .limit(REQUESTS)
              .toList();

      List<Response> responses =
          open.stream(streams("/stream/5?pause=2ms"), i -> line -> lines.get(i).add(line)).all();

      assertThat(responses)
          .hasSize(REQUESTS)
          .allSatisfy(response -> assertThat(response.status()).isEqualTo(200));
      assertThat(lines)
          .allSatisfy(
              taken ->
                  assertThat(taken).containsExactly(todo(1), todo(2), todo(3), todo(4), todo(5)));
    }
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void aStreamIsCancelledInTheMiddle(Strategy strategy, Client client, Protocol protocol)
      throws Exception {
    try (RequestStrategy open = open(strategy, client, protocol)) {
      CountDownLatch firstLine = new CountDownLatch(1);
      PendingRequests pending =
          open.stream(streams("/stream/5?pause=" + NEVER), i -> line -> firstLine.countDown());
      FutureTask<List<RequestOutcome>> settled = inThread(pending::settled);
      assertThat(firstLine.await(20, TimeUnit.SECONDS)).isTrue();

      pending.cancel();

      assertThat(settled.get())
          .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(RequestOutcome.Failed.class));
      assertThat(ended().answered()).isZero();
      assertStillWorks(open);
    }
  }

  /**
   * How many requests must be alike so that one of them is started at once: virtual threads take
   * permits in any order, the others keep the order of the requests.
   */
  private static int surelyStarted(Strategy strategy) {
    return strategy == Strategy.BOUNDED_VIRTUAL_THREADS
        ? REQUESTS - strategy.overlap(REQUESTS, LIMITS) + 1
        : 1;
  }

  /** What the stub saw once nothing is in flight any more. */
  private record Ended(long answered, long aborted) {}

  private Ended ended() throws Exception {
    until(() -> control.read().inFlight() == 0);
    LedgerSnapshot seen = control.read();
    return new Ended(seen.answered(), seen.aborted());
  }

  private static void assertStillWorks(RequestStrategy open) throws Exception {
    assertThat(texts(open.gather(todos("1ms"))))
        .containsExactly(todo(1), todo(2), todo(3), todo(4));
  }

  private RequestStrategy open(Strategy strategy, Client client, Protocol protocol)
      throws Exception {
    control.reset();
    RequestStrategy open =
        strategy.open(
            client.opener(StrategyIT.settings(address(), REQUESTS, TIMEOUT, protocol)), LIMITS);
    // Connections that are there: over HTTP/2 without, java.net.http asks one request to upgrade.
    open.gather(List.of(new Request("/todos/1")));
    control.reset();
    return open;
  }

  private static <T> FutureTask<T> inThread(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "awaits requests");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  /** Waits; ends with the test that runs out of time, which interrupts, and closes its strategy. */
  private static void until(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting");
      }
    }
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + stub.port());
  }

  private static List<Request> todos(String latency) {
    return IntStream.rangeClosed(1, REQUESTS)
        .mapToObj(id -> new Request("/todos/" + id + "?latency=" + latency))
        .toList();
  }

  private static List<Request> streams(String target) {
    return Collections.nCopies(REQUESTS, new Request(target));
  }

  private static List<String> texts(List<Response> responses) {
    return responses.stream().map(PendingRequestsTest::text).collect(Collectors.toList());
  }

  private static String text(Response response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String todo(int id) {
    return new String(Todo.json(id), StandardCharsets.UTF_8);
  }
}
