package io.gatherbench.client.decorator;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.adapter.Client;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How many connections new clients open, and that none of them stays. */
class FreshClientOpenerIT {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private StubServer stub;
  private StubControl control;

  @BeforeEach
  void startStub() throws Exception {
    stub = new StubServer(StubOptions.forRun());
    control = new StubControl(URI.create("http://127.0.0.1:" + stub.port()));
    control.reset();
  }

  @AfterEach
  void stopStub() {
    stub.close();
  }

  /** Three requests in turn, a renewal, and two more. */
  @ParameterizedTest
  @MethodSource("libraries")
  void aNewClientHasAConnectionOfItsOwn(Client library, boolean eachRequest) throws Exception {
    FreshClientOpener clients = clients(library, eachRequest);
    try (BlockingClient client = clients.openBlocking()) {
      send(client, 3);
      clients.renew();
      send(client, 2);
    }
    assertConnections(eachRequest ? 5 : 2);
  }

  @ParameterizedTest
  @EnumSource(names = {"VERTX", "REACTOR_NETTY"})
  void onAnEventLoopToo(Client library) throws Exception {
    FreshClientOpener clients = clients(library, true);
    try (AsyncClient client = clients.openAsync()) {
      for (int i = 0; i < 3; i++) {
        AsyncClient.await(client.onEventLoop(() -> client.send(new Request("/todos/1"))));
      }
    }
    assertConnections(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OKHTTP", "JETTY"})
  void withCompletableFuturesTheyAreClosedWithTheRenewal(Client library) throws Exception {
    FreshClientOpener clients = clients(library, true);
    try (FutureClient client = clients.openFutures()) {
      client.sendAsync(new Request("/todos/1")).join();
      client.sendAsync(new Request("/todos/1")).join();
      clients.renew();
      until(control -> control.connectionsOpen() == 0);
      client.sendAsync(new Request("/todos/1")).join();
    }
    assertConnections(3);
  }

  static Stream<Arguments> libraries() {
    return Stream.of(Client.values())
        .flatMap(client -> Stream.of(true, false).map(each -> Arguments.of(client, each)));
  }

  private FreshClientOpener clients(Client library, boolean eachRequest) {
    URI address = URI.create("http://127.0.0.1:" + stub.port());
    return new FreshClientOpener(
        library.opener(new ClientSettings(address, 1, Duration.ofSeconds(20))), eachRequest);
  }

  private static void send(BlockingClient client, int requests) throws Exception {
    for (int i = 0; i < requests; i++) {
      assertThat(client.send(new Request("/todos/1")).status()).isEqualTo(200);
    }
  }

  private void assertConnections(int expected) throws Exception {
    until(seen -> seen.connectionsOpen() == 0);
    assertThat(control.read().connectionsOpened()).isEqualTo(expected);
  }

  private interface Condition {
    boolean holds(LedgerSnapshot seen);
  }

  /** Before JDK 21 connections of java.net.http stay until the collector finds their client. */
  private void until(Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.holds(control.read())) {
      System.gc();
      assertThat(System.nanoTime()).as("%s", control.read()).isLessThan(deadline);
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
