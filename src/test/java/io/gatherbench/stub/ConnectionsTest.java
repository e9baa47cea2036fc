package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionsTest extends StubFixture {

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws IOException {
    try (Wire wire = new Wire(server.address())) {
      StringBuilder requests = new StringBuilder();
      for (int id = 1; id <= 50; id++) {
        String latency =
            id % 7 == 0 ? "?latency=3ms" : id % 5 == 0 ? "?latency=uniform:0ms,2ms" : "";
        requests.append("GET /todos/" + id + latency + " HTTP/1.1\r\nHost: stub\r\n\r\n");
      }
      wire.send(requests.toString());
      for (int id = 1; id <= 50; id++) {
        assertThat(wire.readResponse()).contains("\"id\":" + id + ",");
      }
    }
    LedgerSnapshot reading = control.read();
    assertThat(reading.answered()).isEqualTo(50);
    Ledgers.assertAddsUp(reading);
  }

  @Test
  void pipelinedDelaysStartWhenRead() throws IOException {
    try (Wire wire = new Wire(server.address())) {
      long start = System.nanoTime();
      wire.send("GET /todos/1?latency=2s HTTP/1.1\r\nHost: stub\r\n\r\n".repeat(5));
      for (int i = 0; i < 5; i++) {
        wire.readResponse();
      }
      assertThat(System.nanoTime() - start).isBetween(2_000_000_000L, 10_000_000_000L - 1);
    }
  }

  @Test
  void leavingPipeliningClientAbortsItsRequests() throws IOException {
    try (Wire wire = new Wire(server.address())) {
      wire.send("GET /todos/1?latency=60s HTTP/1.1\r\nHost: stub\r\n\r\n".repeat(3));
      Ledgers.await(control, reading -> reading.inFlight() == 3);
    }
    LedgerSnapshot reading = Ledgers.await(control, gone -> gone.inFlight() == 0);
    assertThat(reading.aborted()).isEqualTo(3);
    Ledgers.assertAddsUp(reading);
  }

  @Test
  void longPipelineIsReadAsItIsAnswered() throws Exception {
    int requests = 3000;
    try (Wire wire = new Wire(server.address())) {
      Thread sender =
          new Thread(
              () -> {
                try {
                  for (int id = 1; id <= requests; id++) {
                    String latency = id == 1 ? "?latency=200ms" : "";
                    wire.send("GET /todos/" + id + latency + " HTTP/1.1\r\nHost: stub\r\n\r\n");
                  }
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      sender.start();
      for (int id = 1; id <= requests; id++) {
        assertThat(wire.readResponse()).contains("\"id\":" + id + ",");
      }
      sender.join();
    }
    LedgerSnapshot reading = control.read();
    assertThat(reading.answered()).isEqualTo(requests);
    assertThat(reading.peakInFlight()).isLessThan(requests);
    Ledgers.assertAddsUp(reading);
  }

  @Test
  void headHasTheHeadOfGetAndNoBody() throws IOException {
    try (Wire wire = new Wire(server.address())) {
      for (String target : new String[] {"/todos/1", "/stream/3", "/bytes/9?fault=slow-body"}) {
        wire.send("HEAD " + target + " HTTP/1.1\r\nHost: stub\r\n\r\n");
        wire.get("/status/204");
        String first = wire.readHead();
        assertThat(first).startsWith("HTTP/1.1 200 OK\r\ncontent-type: ");
        assertThat(first.contains("content-length: ")).isEqualTo(!target.startsWith("/stream"));
        assertThat(wire.readHead()).startsWith("HTTP/1.1 204").doesNotContain("content-length");
      }
    }
    Ledgers.assertAddsUp(control.read());
  }

  @Test
  void unneededBodyIsSkipped() throws IOException {
    try (Wire wire = new Wire(server.address())) {
      wire.send("POST /get HTTP/1.1\r\nHost: stub\r\nContent-Length: 7\r\n\r\nGET");
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 405");
      assertThat(wire.send(" / H").get("/todos/1").readResponse()).contains("200 OK", "\"id\":1,");
    }
  }

  @Test
  void requestMayArriveInParts() throws IOException {
    int before = control.read().connectionsOpen();
    try (Wire wire = new Wire(server.address())) {
      wire.send("P");
      Ledgers.await(control, reading -> reading.connectionsOpened() == 1);
      assertThat(
              wire.send("OST /todos HTTP/1.1\r\nHost: s\r\nContent-Length: 2\r\n\r\n{").send("}"))
          .satisfies(sent -> assertThat(sent.readResponse()).startsWith("HTTP/1.1 201"));
    }
    try (Wire wire = new Wire(server.address())) {
      wire.send("PRI * HTTP");
      Ledgers.await(control, reading -> reading.connectionsOpened() == 2);
    }
    Ledgers.await(control, reading -> reading.connectionsOpen() == before);
  }

  @Test
  void http10IsAnsweredAndClosed() throws IOException {
    for (String target : new String[] {"/todos/1", "/stream/3", "/todos/1?fault=slow-body"}) {
      try (Wire wire = new Wire(server.address())) {
        wire.send("GET " + target + " HTTP/1.0\r\n\r\n");
        assertThat(wire.readToEnd()).startsWith("HTTP/1.0 200").contains("\"completed\"");
      }
    }
  }

  @Test
  void clientThatLeavesInItsBodyIsAborted() throws IOException {
    try (Wire wire = new Wire(server.address())) {
      wire.send("POST /anything HTTP/1.1\r\nHost: stub\r\nContent-Length: 100\r\n\r\nhalf");
      Ledgers.await(control, reading -> reading.inFlight() == 1);
    }
    Ledgers.await(control, reading -> reading.aborted() == 1);
  }

  @Test
  void clientThatLeavesInAStreamIsAborted() throws IOException {
    try (Wire wire = new Wire(server.address())) {
      wire.get("/stream/1000?pause=1s");
      Ledgers.await(control, reading -> reading.inFlight() == 1);
    }
    LedgerSnapshot reading = Ledgers.await(control, gone -> gone.aborted() == 1);
    Ledgers.assertAddsUp(reading);
  }

  @Test
  void stalledReaderBlocksItsOwnResponseOnly() throws Exception {
    try (Wire stalled = new Wire(server.address())) {
      stalled.get("/stream/1000?bytes=100000");
      Ledgers.await(control, reading -> reading.inFlight() == 1);
      for (int i = 1; i <= 100; i++) {
        assertThat(get("/todos/" + i + "?latency=1ms").statusCode()).isEqualTo(200);
      }
      assertThat(control.read().inFlight()).isEqualTo(1);
    }
    LedgerSnapshot reading = Ledgers.await(control, gone -> gone.inFlight() == 0);
    assertThat(reading.endpoints()).containsEntry("/stream/{n}", Map.of("aborted", 1L));
  }

  @Test
  void slowReaderIsNoLatenessOfTheStub() throws Exception {
    try (Wire slow = new Wire(server.address())) {
      slow.send("GET /stream/200?bytes=100000 HTTP/1.1\r\nHost: s\r\nConnection: close\r\n\r\n");
      // Without a timer it does not wait for its next turn, but for its client.
      Ledgers.await(control, reading -> reading.inFlight() == 1 && reading.timers() == 0);
      get("/todos/1");
      assertThat(slow.readToEnd()).hasSizeGreaterThan(20_000_000);
    }
    LedgerSnapshot reading = control.read();
    assertThat(reading.answered()).isEqualTo(2);
    assertThat(reading.lateness().count()).isEqualTo(1);
  }

  @Test
  void badClientsHarmTheirOwnConnectionOnly() throws Exception {
    try (Wire stalled = new Wire(server.address()).send("GET /todos/1 HT");
        Wire silent = new Wire(server.address())) {
      for (int i = 1; i <= 5; i++) {
        try (Wire garbage = new Wire(server.address())) {
          garbage.send("\u0000\u0001\u0002 no \u00ff http\r\n\r\n");
          assertThat(garbage.readToEnd()).startsWith("HTTP/1.0 400");
        }
        new Wire(server.address()).get("/todos/1?latency=60s").reset();
        assertThat(get("/todos/" + i).statusCode()).isEqualTo(200);
      }
      assertThat(stalled.send("TP/1.1\r\nHost: stub\r\n\r\n").readResponse()).contains("200 OK");
      assertThat(silent.get("/todos/1").readResponse()).contains("200 OK");
    }
    LedgerSnapshot reading = Ledgers.await(control, r -> r.inFlight() == 0);
    Ledgers.assertAddsUp(reading);
  }

  @Test
  void malformedBodyEndsTheDelayOfItsRequest() throws Exception {
    try (Wire wire = new Wire(server.address())) {
      wire.send("GET /todos/1?latency=100ms HTTP/1.1\r\nHost: s\r\nTransfer-Encoding: chunked\r\n");
      // The connection is closed half a second later, long after the delay.
      assertThat(wire.send("\r\nzz\r\n").readToEnd()).startsWith("HTTP/1.1 400");
    }
    LedgerSnapshot snapshot = control.read();
    assertThat(snapshot.endpoints()).isEqualTo(Map.of("/todos/{id}", Map.of("400", 1L)));
    Ledgers.assertAddsUp(snapshot);
  }
}
