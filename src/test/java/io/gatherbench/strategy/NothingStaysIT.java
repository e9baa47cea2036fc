package io.gatherbench.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.adapter.Client;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.http.StubTls;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/**
 * What a gather that failed or was cancelled leaves behind once its strategy is closed: over all
 * protocols without TLS, and with TLS a sample of each client; {@code SecureNothingStaysIT} has
 * all.
 */
class NothingStaysIT {

  private static final ConcurrencyLimits LIMITS = new ConcurrencyLimits(4, 2);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** Threads that the JVM and libraries start once for all of a process, and then keep. */
  private static final List<String> OF_THE_PROCESS =
      List.of(
          "ForkJoinPool",
          "VirtualThread",
          "Read-",
          "Write-",
          "Master",
          "Keep-Alive",
          "process",
          "Cleaner-",
          "OkHttp TaskRunner",
          // The same thread, by the name of its last task, while it waits for the next one.
          "OkHttp ConnectionPool connection closer",
          "Okio Watchdog",
          "parallel-");

  private final List<StubServer> stubs = new ArrayList<>();
  private StubControl control;
  private int opened;
  private Set<Thread> before;

  /** A stub for each combination, so that no combination sees what another leaves behind. */
  @BeforeEach
  void startStubs() throws Exception {
    StubTls tls = new StubTls(StubOptions.LOOPBACK);
    for (Arguments combination : combinations()) {
      StubServer stub = new StubServer(StubOptions.forRun(), tls);
      stubs.add(stub);
      new StubControl(address(stub)).reset();
    }
    before = Thread.getAllStackTraces().keySet();
  }

  @AfterEach
  void stopStubs() {
    stubs.forEach(StubServer::close);
  }

  @Test
  void afterCancelledGathers() throws Exception {
    for (Arguments combination : combinations()) {
      Strategy strategy = (Strategy) combination.get()[0];
      Client client = (Client) combination.get()[1];
      RequestStrategy open = open(combination);
      FutureTask<Object> gather = new FutureTask<>(() -> open.gather(todos("3s")));
      String named = Arrays.toString(combination.get());
      Thread caller = new Thread(gather, "caller of " + named);
      caller.start();
      until(named, () -> control.read().inFlight() == strategy.overlap(4, LIMITS));
      caller.interrupt();
      // An interruption does not end a platform thread's read from a socket; closing does.
      if (strategy != Strategy.SEQUENTIAL
          || ((Protocol) combination.get()[2]).isHttp2()
          || !StrategyIT.BLOCKS_IN_SOCKETS.contains(client)) {
        assertThat(failure(gather)).isInstanceOf(InterruptedException.class);
      }
      open.close();
    }
    assertNothingStays();
  }

  @Test
  void afterFailedGathers() throws Exception {
    for (Arguments combination : combinations()) {
      RequestStrategy open = open(combination);
      List<Request> oneFails = new ArrayList<>(todos("50ms"));
      oneFails.set(1, new Request("/nowhere"));
      FutureTask<Object> gather = new FutureTask<>(() -> open.gather(oneFails));
      gather.run();
      assertThat(failure(gather)).isInstanceOf(RequestFailedException.class);
      open.close();
    }
    assertNothingStays();
  }

  private void assertNothingStays() throws Exception {
    until("any", () -> collectedUnless(newThreads().isEmpty()));
    List<Arguments> combinations = combinations();
    for (int i = 0; i < combinations.size(); i++) {
      control = new StubControl(address(stubs.get(i)));
      String named = Arrays.toString(combinations.get(i).get());
      until(named, () -> collectedUnless(control.read().connectionsOpen() == 0));
      until(named, () -> control.read().inFlight() == 0);
    }
  }

  /** JDK 17 to 20 end a client's thread and connections when they find the client unreachable. */
  private static boolean collectedUnless(boolean ended) {
    if (!ended) {
      System.gc();
    }
    return ended;
  }

  private Set<String> newThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> OF_THE_PROCESS.stream().noneMatch(name::startsWith))
        .collect(Collectors.toSet());
  }

  private void until(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.call()) {
      assertThat(System.nanoTime())
          .as("%s: threads %s, ledger %s", what, newThreads(), control.read())
          .isLessThan(deadline);
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static Throwable failure(FutureTask<Object> gather) throws InterruptedException {
    try {
      return new AssertionError("no failure but " + gather.get());
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  Stream<Arguments> sample() {
    return PendingRequestsTest.combinations();
  }

  private List<Arguments> combinations() {
    // Before it can be closed, java.net.http leaves HTTP/2 connections open that opened side by
    // side.
    boolean closes = Runtime.version().feature() >= 21;
    return sample()
        .filter(of -> closes || of.get()[1] != Client.JDK || !((Protocol) of.get()[2]).isHttp2())
        .toList();
  }

  /** Opens a strategy with the next stub. */
  private RequestStrategy open(Arguments combination) throws IOException {
    StubServer stub = stubs.get(opened++);
    control = new StubControl(address(stub));
    Protocol protocol = (Protocol) combination.get()[2];
    ClientSettings settings =
        StrategyIT.settings(address(stub), 4, Duration.ofSeconds(30), protocol);
    return ((Strategy) combination.get()[0])
        .open(((Client) combination.get()[1]).opener(settings), LIMITS);
  }

  private static URI address(StubServer stub) {
    return URI.create("http://127.0.0.1:" + stub.port());
  }

  private static List<Request> todos(String latency) {
    return IntStream.rangeClosed(1, 4)
        .mapToObj(id -> new Request("/todos/" + id + "?latency=" + latency))
        .toList();
  }
}
