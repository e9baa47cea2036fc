package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that ask for more than they read, or leave in between. */
class SlowReadersTest extends StubFixture {

  private static final int SIZE = 1 << 20;

  @AfterEach
  void ledgerAddsUp() throws IOException {
    Ledgers.assertAddsUp(Ledgers.await(control, seen -> seen.inFlight() == 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bytes/1048576", "/todos/1?bytes=1048576", "/todos/1?bytes=60000"})
  void unreadPipelineIsNotAnswered(String target) throws Exception {
    int requests = 800;
    try (Wire unread = new Wire(server.address())) {
      unread.send(("GET " + target + " HTTP/1.1\r\nHost: stub\r\n\r\n").repeat(requests));
      Ledgers.await(control, seen -> seen.requests() > 100);
      for (int id = 1; id <= 100; id++) {
        assertThat(get("/todos/" + id + "?latency=1ms").statusCode()).isEqualTo(200);
      }
      // What the system's buffers take: some megabytes.
      int most = 100 + (int) (32L * SIZE / (target.endsWith("60000") ? 60_000 : SIZE));
      assertThat(control.read().answered()).isLessThan(Math.min(most, 100 + requests));
    }
    assertThat(Ledgers.await(control, seen -> seen.inFlight() == 0).aborted()).isPositive();
  }

  @Test
  void pipelineIsAnsweredAsItIsRead() throws Exception {
    int requests = 60;
    try (Wire wire = new Wire(server.address())) {
      wire.send("GET /bytes/1048576 HTTP/1.1\r\nHost: stub\r\n\r\n".repeat(requests));
      Ledgers.await(control, seen -> seen.requests() == requests);
      for (int i = 0; i < requests; i++) {
        assertThat(wire.readResponse()).hasSizeGreaterThan(SIZE);
      }
    }
    LedgerSnapshot seen = control.read();
    assertThat(seen.answered()).isEqualTo(requests);
    assertThat(seen.lateness().count()).isEqualTo(requests);
  }

  @Test
  void longBodiesAreWhatTheySay() throws Exception {
    String random = get("/bytes/200001").body();
    assertThat(random).startsWith(get("/bytes/1000").body());
    String padded = get("/todos/1?bytes=150000").body();
    assertThat(padded).hasSize(150_000).startsWith(get("/todos/1").body() + "   ").endsWith("  ");
    assertThat(get("/todos/1?bytes=65537&fault=slow-body").body())
        .isEqualTo(padded.substring(0, 65_537));
  }

  @Test
  void longItemsAreWhole() throws Exception {
    assertThat(get("/stream/3?bytes=100000&pause=1ms").body().lines())
        .allMatch(line -> line.length() == 99_999)
        .extracting(String::strip)
        .containsExactly(get("/todos/1").body(), get("/todos/2").body(), get("/todos/3").body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stream/10000?bytes=1048576", "/sse/10000", "/bytes/1048576"})
  void headMakesNoBody(String target) throws Exception {
    try (Wire wire = new Wire(server.address())) {
      wire.send("HEAD " + target + " HTTP/1.1\r\nHost: stub\r\n\r\n");
      assertThat(wire.readHead()).startsWith("HTTP/1.1 200");
      assertThat(wire.get("/todos/1").readResponse()).startsWith("HTTP/1.1 200");
    }
    assertThat(control.read().loops().get(0).allocatedBytes()).isLessThan(20_000_000);
  }

  @Test
  void longStreamLeavesOthersTheirTurn() throws Exception {
    try (Wire stream = new Wire(server.address())) {
      stream.get("/stream/10000?bytes=100000");
      Thread reader = new Thread(() -> drain(stream));
      reader.start();
      Ledgers.await(control, seen -> seen.inFlight() == 1);
      for (int id = 1; id <= 20; id++) {
        assertThat(get("/todos/" + id).statusCode()).isEqualTo(200);
      }
      assertThat(control.read().inFlight()).as("the stream still runs").isEqualTo(1);
      stream.reset();
      reader.join();
    }
  }

  private static void drain(Wire wire) {
    try {
      wire.skipToEnd();
    } catch (IOException e) {
      // It was reset.
    }
  }

  @Test
  void readingsOfTheLedgerAreShared() throws Exception {
    int requests = 2000;
    Set<String> readings = new HashSet<>();
    try (Wire wire = new Wire(server.address())) {
      wire.send("GET /ledger HTTP/1.1\r\nHost: stub\r\n\r\n".repeat(requests));
      for (int i = 0; i < requests; i++) {
        String response = wire.readResponse();
        readings.add(response.substring(response.indexOf("\r\n\r\n")));
      }
    }
    assertThat(readings).hasSizeLessThan(requests / 4);
  }

  @Test
  void readingShowsWhatWasAskedBefore() throws Exception {
    try (Wire wire = new Wire(server.address())) {
      String pair =
          "GET /todos/1 HTTP/1.1\r\nHost: stub\r\n\r\nGET /ledger HTTP/1.1\r\nHost: stub\r\n\r\n";
      wire.send(pair.repeat(20));
      for (int answered = 1; answered <= 20; answered++) {
        wire.readResponse();
        assertThat(wire.readResponse()).contains("\"answered\":" + answered + ",");
      }
    }
  }

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void leavingIsSeenBehindWhatHangs() throws Exception {
    String get = "GET /todos/1?latency=%s HTTP/1.1\r\nHost: stub\r\n\r\n";
    String hang = "GET /todos/1?fault=hang HTTP/1.1\r\nHost: stub\r\n\r\n";
    int before = control.read().connectionsOpen();
    try (Wire wire = new Wire(server.address())) {
      // So much that the stub has stopped reading when it comes to the one that hangs.
      wire.send(get.formatted("50ms") + hang + get.formatted("0ms").repeat(40_000));
      wire.readResponse();
      wire.endOutput();
      wire.skipToEnd();
    }
    LedgerSnapshot seen = Ledgers.await(control, ledger -> ledger.connectionsOpen() <= before);
    assertThat(seen.answered()).isEqualTo(1);
    assertThat(seen.aborted()).as("all that are queued").isBetween(200L, 2_000L);
  }

  @Test
  void clientThatSendsNoMoreHasLeft() throws Exception {
    try (Wire wire = new Wire(server.address())) {
      wire.get("/todos/1?latency=60s");
      Ledgers.await(control, seen -> seen.inFlight() == 1);
      wire.endOutput();
      assertThat(wire.readToEnd()).isEmpty();
    }
    assertThat(control.read().aborted()).isEqualTo(1);
  }
}
