package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More bodies than fit into the memory of a run's stub. */
class MemoryIT {

  private static final int SIZE = 1_000_000;
  private static final String BODY = "n".repeat(SIZE);

  private final List<Wire> wires = new ArrayList<>();
  private StubProcess stub;
  private StubControl control;

  @BeforeEach
  void start() throws IOException {
    stub = StubProcess.start();
    control = new StubControl(stub.address());
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  @ParameterizedTest
  @CsvSource({
    // Unfinished; finished, and the answer waits; finished, and a stream or a hang keeps it.
    "/anything, 1000001",
    "/anything?latency=60s, 1000000",
    "/delay/60, 1000000",
    "/anything?fault=hang, 1000000"
  })
  void bodiesBeyondTheBudgetAre503(String target, int announced) throws IOException {
    int clients = 150;
    for (int i = 0; i < clients; i++) {
      Wire wire = new Wire(stub.address());
      wires.add(wire);
      wire.sendAnyway(
          "POST " + target + " HTTP/1.1\r\nHost: s\r\nContent-Length: " + announced + "\r\n\r\n");
      wire.sendAnyway(BODY);
    }
    LedgerSnapshot full =
        Ledgers.await(
            control,
            seen -> seen.answered() + seen.inFlight() == clients && seen.answered() > clients / 2);
    assertThat(full.inFlight()).isGreaterThan(20);
    assertThat(full.endpoints().values())
        .singleElement()
        .isEqualTo(Map.of("503", (long) clients - full.inFlight()));

    for (Wire wire : wires) {
      wire.close();
    }

    Ledgers.assertAddsUp(Ledgers.await(control, seen -> seen.inFlight() == 0));
    try (Wire again = new Wire(stub.address())) {
      again.send("POST /anything HTTP/1.1\r\nHost: s\r\nContent-Length: " + SIZE + "\r\n\r\n");
      assertThat(again.send(BODY).readResponse()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void responsesWithoutOwnBodiesAreNotLimited() throws IOException {
    for (int i = 0; i < 300; i++) {
      wires.add(new Wire(stub.address()).get("/bytes/1048576?latency=60s"));
    }
    Ledgers.await(control, seen -> seen.inFlight() == 300);
    for (Wire wire : wires) {
      wire.close();
    }
    Ledgers.await(control, seen -> seen.aborted() == 300);
  }

  @Test
  void manyLongAnswersWaitForTheirReaders() throws IOException {
    for (int i = 0; i < 300; i++) {
      wires.add(new Wire(stub.address()).get("/todos/1?bytes=1048576"));
    }
    Ledgers.await(control, seen -> seen.requests() == 300);
    for (Wire wire : wires) {
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 200").hasSizeGreaterThan(1_048_576);
      wire.close();
    }
    Ledgers.await(control, seen -> seen.answered() == 300);
  }
}
