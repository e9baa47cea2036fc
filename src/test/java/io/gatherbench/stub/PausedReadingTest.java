package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that leave while the stub reads nothing from them, because they pipeline too much. */
class PausedReadingTest {

  private static final int REQUESTS = 40_000;

  @ParameterizedTest
  @CsvSource({"AUTO, latency=1s", "AUTO, fault=hang", "NIO, latency=1s", "NIO, fault=hang"})
  void clientThatLeavesEndsItsRequests(StubTransport transport, String parameter) throws Exception {
    StubOptions options =
        new StubOptions(StubOptions.LOOPBACK, 0, 1, transport, false, Duration.ZERO);
    try (StubServer server = new StubServer(options)) {
      StubControl control = new StubControl(server.address());
      Wire wire = new Wire(server.address()).get("/todos/1?" + parameter);
      Ledgers.await(control, seen -> seen.inFlight() == 1);
      Thread sender = new Thread(() -> pipeline(wire));
      sender.start();
      if (!parameter.startsWith("fault")) {
        Ledgers.await(control, seen -> seen.inFlight() > 150);
        assertThat(sender.isAlive()).isTrue();
      }
      wire.close();
      sender.join();
      LedgerSnapshot seen = Ledgers.await(control, gone -> gone.connectionsOpen() == 0);
      Ledgers.assertAddsUp(seen);
      assertThat(seen.requests()).isLessThan(REQUESTS);
    }
  }

  /** Sends more than the stub queues and the system's buffers take. */
  private static void pipeline(Wire wire) {
    String head = "GET /todos/1 HTTP/1.1\r\nHost: stub\r\nX: " + "x".repeat(500) + "\r\n\r\n";
    for (int i = 0; i < REQUESTS; i++) {
      wire.sendAnyway(head);
    }
  }
}
