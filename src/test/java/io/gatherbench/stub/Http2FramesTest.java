package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Http2FramesTest extends StubFixture {

  private static final int WINDOW = 65_535;

  @ParameterizedTest
  @ValueSource(strings = {"G T", "", "GET\u0001", "\u00e9", "(GET)"})
  void methodThatIsNoneResetsItsStreamOnly(String method) throws Exception {
    try (Http2Wire wire = new Http2Wire(server.address(), WINDOW)) {
      wire.request(1, "GET", "/todos/1?latency=200ms").request(3, method, "/todos/3");

      Http2Wire.Frame reset = wire.next();
      assertThat(reset.type()).isEqualTo(Http2Wire.RST_STREAM);
      assertThat(reset.stream()).isEqualTo(3);
      Http2Wire.Frame head = wire.next();
      assertThat(head.stream()).isEqualTo(1);
      assertThat(head.status()).isEqualTo("200");
    }
    Ledgers.assertAddsUp(Ledgers.await(control, seen -> seen.inFlight() == 0));
  }

  @ParameterizedTest
  @CsvSource({
    "HEAD, /stream/3, 200",
    "HEAD, /bytes/200000, 200",
    "HEAD, /stream/10000?bytes=1048576, 200",
    "GET, /stream/3?status=204, 204",
    "GET, /bytes/200000?status=304, 304",
    "GET, /todos/1?status=204&fault=slow-body, 204"
  })
  void responseWithoutABodyEndsWithItsHead(String method, String path, String status)
      throws Exception {
    try (Http2Wire wire = new Http2Wire(server.address(), WINDOW)) {
      Http2Wire.Frame head = wire.request(1, method, path).next();

      assertThat(head.type()).isEqualTo(Http2Wire.HEADERS);
      assertThat(head.status()).isEqualTo(status);
      assertThat(head.endsStream()).isTrue();
    }
    LedgerSnapshot seen = control.read();
    assertThat(seen.answered()).isEqualTo(1);
    assertThat(seen.loops().get(0).allocatedBytes()).isLessThan(20_000_000);
    Ledgers.assertAddsUp(seen);
  }

  @Test
  void unreadBodiesWaitForTheirWindow() throws Exception {
    try (Http2Wire wire = new Http2Wire(server.address(), 0)) {
      for (int stream = 1; stream < 200; stream += 2) {
        wire.request(stream, "GET", "/bytes/1048576");
      }
      for (int stream = 1; stream < 200; stream += 2) {
        assertThat(wire.next().status()).isEqualTo("200");
      }
      assertThat(control.read().inFlight()).isEqualTo(100);

      wire.widen(0, 1 << 21).widen(7, 1 << 21);

      assertThat(bodyOf(7, wire)).isEqualTo(1_048_576);
      assertThat(control.read().answered()).isEqualTo(1);
    }
    LedgerSnapshot seen = Ledgers.await(control, gone -> gone.inFlight() == 0);
    assertThat(seen.aborted()).isEqualTo(99);
    Ledgers.assertAddsUp(seen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/todos/1", "/todos/1?bytes=0", "/get", "/bytes/70000"})
  void answerThatWaitsForItsWindowIsWhole(String path) throws Exception {
    try (Http2Wire wire = new Http2Wire(server.address(), 0)) {
      Http2Wire.Frame head = wire.request(1, "GET", path).next();
      int length = head.head().getInt("content-length");
      assertThat(head.endsStream()).isEqualTo(length == 0);

      if (length > 0) {
        assertThat(bodyOf(1, wire.widen(0, 1 << 20).widen(1, 1 << 20))).isEqualTo(length);
      }
    }
    LedgerSnapshot seen = Ledgers.await(control, gone -> gone.inFlight() == 0);
    assertThat(seen.answered()).isEqualTo(1);
    Ledgers.assertAddsUp(seen);
  }

  @Test
  void requestWithoutABodyIsNotToldToContinue() throws Exception {
    try (Http2Wire wire = new Http2Wire(server.address(), WINDOW)) {
      wire.request(1, "POST", "/anything", "expect", "100-continue");
      assertThat(wire.next().status()).isEqualTo("200");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://stub.example/ledger", "https://a.example:1/ledger?x", "/ledger?a"})
  void ledgerIsReadByAnyForm(String path) throws Exception {
    try (Http2Wire wire = new Http2Wire(server.address(), WINDOW)) {
      assertThat(wire.request(1, "GET", path).next().status()).isEqualTo("200");
      assertThat(new String(wire.next().payload(), StandardCharsets.UTF_8))
          .contains("\"product\":\"gatherbench-stub\"");
      assertThat(wire.request(3, "OPTIONS", path).next().status()).isEqualTo("405");
    }
    assertThat(control.read().requests()).isZero();
  }

  @Test
  void readingsOfTheLedgerAreShared() throws Exception {
    int streams = 1000;
    Set<String> readings = new HashSet<>();
    try (Http2Wire wire = new Http2Wire(server.address(), 1 << 20)) {
      wire.widen(0, 1 << 30);
      for (int i = 0; i < streams; i++) {
        wire.request(2 * i + 1, "GET", "/ledger");
      }
      int ended = 0;
      Map<Integer, StringBuilder> bodies = new HashMap<>();
      while (ended < streams) {
        Http2Wire.Frame frame = wire.next();
        if (frame.type() == Http2Wire.DATA) {
          String part = new String(frame.payload(), StandardCharsets.UTF_8);
          bodies.computeIfAbsent(frame.stream(), stream -> new StringBuilder()).append(part);
        }
        if (frame.endsStream()) {
          readings.add(bodies.remove(frame.stream()).toString());
          ended++;
        }
      }
    }
    assertThat(readings).hasSizeLessThan(streams / 2).allMatch(text -> text.endsWith("}"));
  }

  /** Reads DATA frames to the end of a stream; returns their length. */
  private static int bodyOf(int stream, Http2Wire wire) throws Exception {
    int length = 0;
    while (true) {
      Http2Wire.Frame frame = wire.next();
      assertThat(frame.type()).isEqualTo(Http2Wire.DATA);
      assertThat(frame.stream()).isEqualTo(stream);
      length += frame.payload().length;
      if (frame.endsStream()) {
        return length;
      }
    }
  }
}
