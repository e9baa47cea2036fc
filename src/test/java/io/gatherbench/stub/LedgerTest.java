package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.ledger.HistogramSummary;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;

class LedgerTest extends StubFixture {

  @Test
  void requestsAreCountedByEndpointAndStatus() throws Exception {
    get("/todos/1");
    get("/todos/2");
    get("/todos/x");
    get("/get?status=503");
    get("/nowhere");

    LedgerSnapshot reading = control.read();
    assertThat(reading.endpoints())
        .isEqualTo(
            Map.of(
                "/todos/{id}", Map.of("200", 2L, "404", 1L),
                "/get", Map.of("503", 1L),
                "other", Map.of("404", 1L)));
    assertThat(reading.requests()).isEqualTo(5);
    Ledgers.assertAddsUp(reading);
  }

  @Test
  void overlappingRequestsAreInFlight() throws Exception {
    List<Wire> wires = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      wires.add(new Wire(server.address()).get("/todos/1?latency=60s"));
    }
    LedgerSnapshot waiting = Ledgers.await(control, reading -> reading.inFlight() == 20);
    assertThat(waiting.peakInFlight()).isEqualTo(20);
    assertThat(waiting.timers()).isEqualTo(20);
    assertThat(waiting.connectionsOpen()).isEqualTo(20);
    assertThat(waiting.connectionsOpened()).isEqualTo(20);

    wires.get(0).reset();
    for (Wire wire : wires.subList(1, 20)) {
      wire.close();
    }

    LedgerSnapshot gone = Ledgers.await(control, reading -> reading.connectionsOpen() == 0);
    assertThat(gone.aborted()).isEqualTo(20);
    assertThat(gone.peakInFlight()).isEqualTo(20);
    assertThat(gone.connectionsOpened()).isEqualTo(20);
    Ledgers.assertAddsUp(gone);
  }

  @Test
  void resetRestartsFromWhatIsInFlight() throws Exception {
    get("/todos/1");
    try (Wire wire = new Wire(server.address())) {
      wire.get("/todos/1?latency=60s");
      Ledgers.await(control, reading -> reading.inFlight() == 1);

      assertThat(control.reset().requests()).isEqualTo(2);

      LedgerSnapshot anew = control.read();
      assertThat(anew.requests()).as("what is in flight counts on").isEqualTo(1);
      assertThat(anew.answered()).isZero();
      assertThat(anew.connectionsOpened()).isZero();
      assertThat(anew.lateness().count()).isZero();
      assertThat(anew.endpoints()).isEmpty();
      assertThat(anew.inFlight()).isEqualTo(1);
      assertThat(anew.peakInFlight()).isEqualTo(1);
      assertThat(anew.connectionsOpen()).isGreaterThanOrEqualTo(1);
    }
    LedgerSnapshot gone = Ledgers.await(control, reading -> reading.inFlight() == 0);
    assertThat(gone.aborted()).isEqualTo(1);
    Ledgers.assertAddsUp(gone);
  }

  @Test
  void ledgerConnectionsAreNotCounted() throws Exception {
    LedgerSnapshot before = control.read();
    try (Wire wire = new Wire(server.address()).get("/ledger")) {
      assertThat(wire.readResponse()).contains("\"product\":\"gatherbench-stub\"");
      LedgerSnapshot during = control.read();
      assertThat(during.connectionsOpened()).isZero();
      assertThat(during.connectionsOpen()).isEqualTo(before.connectionsOpen());

      wire.get("/todos/1").readResponse();
      assertThat(control.read().connectionsOpened()).isEqualTo(1);

      wire.get("/ledger").readResponse();
      assertThat(control.read().connectionsOpened()).isEqualTo(1);
    }
    Ledgers.await(control, reading -> reading.connectionsOpen() == before.connectionsOpen());
    assertThat(control.read().requests()).isEqualTo(1);
  }

  @Test
  void whatSetsUpARunIsNotCounted() throws Exception {
    control.certificate();
    control.limitStreams(0);
    LedgerSnapshot seen = control.read();
    assertThat(seen.requests()).isZero();
    assertThat(seen.connectionsOpened()).isZero();
    assertThat(seen.endpoints()).isEmpty();
    Ledgers.assertAddsUp(seen);
  }

  @Test
  void ledgerIsReadByItsAbsoluteUrl() throws Exception {
    try (Wire wire = new Wire(server.address()).get(at("/ledger?x=1").toString())) {
      assertThat(wire.readResponse()).contains("\"product\":\"gatherbench-stub\"");
    }
    assertThat(control.read().requests()).isZero();
  }

  @Test
  void latenessContainsNoDelay() throws Exception {
    long start = System.nanoTime();
    for (int i = 1; i <= 20; i++) {
      get("/todos/" + i + "?latency=20ms");
    }
    long beyondDelays = System.nanoTime() - start - 20 * 20_000_000L;

    LedgerSnapshot reading = control.read();
    assertThat(reading.lateness().count()).isEqualTo(20);
    assertThat(reading.lateness().p50() * 10.0)
        .as("ten of them are at least the median, and all fit into what the client waited beyond")
        .isLessThan(beyondDelays * 1.1);
    assertThat(reading.lateness().p99()).isLessThanOrEqualTo(reading.lateness().max());
    assertThat(
            reading.lateness().buckets().stream().mapToLong(HistogramSummary.Bucket::count).sum())
        .isEqualTo(20);
  }

  @Test
  void headerStatesTheWaitOfAPipelinedRequest() throws Exception {
    try (Wire wire = new Wire(server.address())) {
      wire.send(
          "GET /todos/1?latency=100ms HTTP/1.1\r\nHost: stub\r\n\r\n"
              + "GET /todos/2 HTTP/1.1\r\nHost: stub\r\n\r\n");
      wire.readResponse();

      assertThat(lateness(wire.readResponse())).isGreaterThanOrEqualTo(99_000_000);
    }
  }

  @Test
  void loopsShowTheirShareOfTheWork() throws Exception {
    for (int i = 0; i < 100; i++) {
      get("/todos/1");
    }

    LedgerSnapshot reading = control.read();
    LedgerSnapshot.Loop loop = reading.loops().get(0);
    assertThat(reading.loops()).hasSize(1);
    assertThat(loop.requests()).isEqualTo(100);
    assertThat(loop.allocatedBytes()).isPositive();
    assertThat(reading.allocatedPerRequest()).isPositive();
    assertThat(reading.busy()).isBetween(0.0, 1.0);
    assertThat(reading.waited().isPresent()).isEqualTo(OS.LINUX.isCurrentOs());
    assertThat(reading.waited().orElse(0)).isBetween(0.0, 1.0);
    assertThat(reading.cpuNanos()).isPositive();
    assertThat(reading.wallNanos()).isPositive();
    Ledgers.await(control, later -> later.loops().get(0).lag().count() > 0);
  }

  @Test
  void plantedLatenessIsThatOfTwoInTen() throws Exception {
    Duration late = Duration.ofSeconds(2);
    StubOptions options =
        new StubOptions(StubOptions.LOOPBACK, 0, 1, StubTransport.AUTO, false, late);
    try (StubServer slow = new StubServer(options);
        Wire wire = new Wire(slow.address())) {
      for (int i = 1; i <= 20; i++) {
        wire.get("/todos/" + i + "?latency=1ms").readResponse();
      }
      HistogramSummary lateness = slow.ledger().lateness();
      assertThat(lateness.buckets().stream().filter(b -> b.upTo() > late.toNanos()))
          .extracting(HistogramSummary.Bucket::count)
          .as("1, 10, 11 and 20")
          .containsExactly(4L);
      assertThat(lateness.p50()).isLessThan(late.toNanos());
    }
  }

  @Test
  void twoLoopsMakeOneLedger() throws Exception {
    StubOptions options =
        new StubOptions(StubOptions.LOOPBACK, 0, 2, StubTransport.NIO, false, Duration.ZERO);
    try (StubServer two = new StubServer(options)) {
      StubControl ledger = new StubControl(two.address());
      List<Wire> wires = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        wires.add(new Wire(two.address()).get("/todos/1?latency=60s"));
      }
      LedgerSnapshot reading = Ledgers.await(ledger, r -> r.inFlight() == 8);
      assertThat(reading.peakInFlight()).isEqualTo(8);
      assertThat(reading.transport()).isEqualTo("nio");
      assertThat(reading.eventLoops()).isEqualTo(2);
      assertThat(reading.loops()).hasSize(2).allMatch(loop -> loop.requests() > 0);
      for (Wire wire : wires) {
        wire.close();
      }
      Ledgers.assertAddsUp(Ledgers.await(ledger, r -> r.aborted() == 8));
    }
  }

  @Test
  void sentLedgerIsReadBack() throws Exception {
    get("/todos/1?latency=1ms");
    HttpResponse<String> sent =
        HttpClient.newHttpClient()
            .send(
                java.net.http.HttpRequest.newBuilder(at("/ledger")).build(),
                HttpResponse.BodyHandlers.ofString());

    LedgerSnapshot read = LedgerSnapshot.fromJson(sent.body());

    assertThat(read.toJson()).isEqualTo(sent.body());
    assertThatIllegalArgumentException().isThrownBy(() -> LedgerSnapshot.fromJson("{}"));
    assertThatIllegalArgumentException().isThrownBy(() -> LedgerSnapshot.fromJson("<html>"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LedgerSnapshot.fromJson("{\"product\":\"gatherbench-stub\"}"));
  }

  @Test
  void summaryHasTheNumbers() throws IOException {
    assertThat(control.read().summary())
        .hasSize(5)
        .first()
        .asString()
        .startsWith("Requests     0: 0 answered");
  }

  private static long lateness(String response) {
    return Long.parseLong(response.replaceFirst("(?s).*stub-lateness-nanos: (\\d+).*", "$1"));
  }
}
