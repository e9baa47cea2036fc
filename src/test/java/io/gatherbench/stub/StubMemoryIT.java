package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many clients that make a stub with little memory keep things for them. */
class StubMemoryIT {

  private static final int HEAP = 64 << 20;

  /** Small, so that the system takes little of what is sent and not read: some two megabytes. */
  private static final int RECEIVE_BUFFER = 2048;

  private final List<AutoCloseable> wires = new ArrayList<>();
  private StubJvm stub;
  private URI url;
  private StubControl control;

  @BeforeEach
  void start() throws IOException {
    stub = StubJvm.start(List.of("-Xmx" + HEAP, "-XX:MaxDirectMemorySize=32m"));
    url = stub.url();
    control = new StubControl(url);
  }

  /** The stub has served a neighbour, has said nothing, and knows how each request ended. */
  @AfterEach
  void survives() throws Exception {
    try (StubJvm jvm = stub) {
      try (Wire neighbour = new Wire(url)) {
        assertThat(neighbour.get("/todos/1").readResponse()).startsWith("HTTP/1.1 200");
      }
      for (AutoCloseable wire : wires) {
        wire.close();
      }
      Ledgers.assertAddsUp(Ledgers.await(control, seen -> seen.connectionsOpen() == 0));
      try (Wire again = new Wire(url)) {
        String body = "n".repeat(1_000_000);
        again.send("POST /anything HTTP/1.1\r\nHost: s\r\nContent-Length: 1000000\r\n\r\n" + body);
        assertThat(again.readResponse()).startsWith("HTTP/1.1 200");
      }
      assertThat(jvm.errors()).isEmpty();
    }
  }

  private Wire wire(int buffer) throws IOException {
    Wire wire = new Wire(url, buffer);
    // A client that leaves with a reset is noticed also where nothing is read.
    wires.add(wire::reset);
    return wire;
  }

  @ParameterizedTest
  @CsvSource({
    "GET /todos/1 HTTP/1.1|Host: s||, 2000, 768",
    "GET /todos/1 HTTP/1.1|Host: s|X: LONG||, 60, 8000",
    "POST /todos HTTP/1.1|Host: s|Content-Length: 8000||LONG, 60, 8000"
  })
  void pipelinesShareTheBudget(String request, int times, int bytes) throws IOException {
    String ahead = request.replace("|", "\r\n").replace("LONG", "x".repeat(8000)).repeat(times);
    int clients = 200;
    for (int i = 0; i < clients; i++) {
      wire(0).get("/todos/1?latency=60s").sendAnyway(ahead);
    }
    int most = HEAP / 4 / bytes;
    LedgerSnapshot full =
        Ledgers.await(
            control, seen -> seen.connectionsOpen() == clients && seen.inFlight() > most * 3 / 4);
    // One that is read and one that is refused of each client, beside those in the budget.
    assertThat(full.inFlight()).isLessThanOrEqualTo(most + 2 * clients);
  }

  @Test
  void pipelinedRequestBeyondTheBudgetIs503() throws IOException {
    String ahead = "GET /todos/1 HTTP/1.1\r\nHost: s\r\n\r\n".repeat(2000);
    for (int i = 0; i < 100; i++) {
      wire(0).get("/todos/1?latency=60s").sendAnyway(ahead);
    }
    Ledgers.await(control, seen -> seen.inFlight() >= HEAP / 4 / 800);
    Wire late = wire(0).get("/todos/7?latency=1s");
    late.get("/todos/8").get("/todos/9");
    assertThat(late.readResponse()).contains("\"id\":7,");
    assertThat(late.readToEnd())
        .startsWith("HTTP/1.1 503")
        .contains("\r\nconnection: close\r\n", "\"error\":\"memory\"")
        .doesNotContain("\"id\":9,");
  }

  @ParameterizedTest
  @CsvSource({"/bytes/1048576, 4", "/stream/9?bytes=1048576, 1", "/todos/1?bytes=30000, 200"})
  void unreadOutputSharesTheBudget(String target, int times) throws IOException {
    String requests = ("GET " + target + " HTTP/1.1\r\nHost: s\r\n\r\n").repeat(times);
    for (int i = 0; i < 400; i++) {
      wire(RECEIVE_BUFFER).sendAnyway(requests);
    }
    Ledgers.await(control, seen -> seen.requests() >= 400);
  }

  @ParameterizedTest
  @CsvSource({"1, 4000", "65535, 2000"})
  void streamsShareTheBudget(int window, int streams) throws Exception {
    for (int i = 0; i < 4; i++) {
      Http2Wire wire = new Http2Wire(url, window);
      wires.add(wire);
      try {
        wire.widen(0, 1 << 30);
        for (int stream = 0; stream < streams; stream++) {
          wire.request(2 * stream + 1, "GET", "/bytes/1048576");
        }
      } catch (IOException e) {
        // The stub has reset it.
      }
    }
    Ledgers.await(control, seen -> seen.requests() == 4 * streams || seen.aborted() > 0);
  }
}
