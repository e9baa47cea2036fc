package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatherbench.stub.endpoint.Todo;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest extends StubFixture {

  @AfterEach
  void ledgerAddsUp() throws IOException {
    Ledgers.assertAddsUp(Ledgers.await(control, reading -> reading.inFlight() == 0));
  }

  @Test
  void resetResetsTheConnection() throws IOException {
    try (Wire wire = new Wire(server.address())) {
      wire.get("/todos/1?fault=reset");
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(wire::readToEnd)
          .withMessageContaining("reset");
    }
    assertEnded("/todos/{id}", "fault:reset");
  }

  @Test
  void emptyClosesWithoutResponse() throws IOException {
    assertThat(answerTo("/todos/1?fault=empty")).isEmpty();
    assertEnded("/todos/{id}", "fault:empty");
  }

  @Test
  void truncateEndsInTheBody() throws IOException {
    String answer = answerTo("/todos/1?fault=truncate");

    String whole = new String(Todo.json(1), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("content-length: " + whole.length())
        .endsWith("\r\n\r\n" + whole.substring(0, whole.length() / 2));
    assertEnded("/todos/{id}", "fault:truncate");
  }

  @Test
  void truncateEndsAStreamBetweenItems() throws IOException {
    String answer = answerTo("/stream/4?fault=truncate");

    assertThat(answer).contains("\"id\":2,").doesNotContain("\"id\":3,", "\r\n0\r\n");
    assertEnded("/stream/{n}", "fault:truncate");
  }

  @Test
  void truncateEndsAnEmptyBodyToo() throws IOException {
    assertThat(answerTo("/status/200?fault=truncate"))
        .contains("content-length: 1\r\n")
        .endsWith("\r\n\r\n");
    assertEnded("/status/{code}", "fault:truncate");
  }

  @Test
  void garbageIsNotHttp() throws IOException {
    assertThat(answerTo("/todos/1?fault=garbage"))
        .isNotEmpty()
        .doesNotContain("HTTP/1.1", "content-type");
    assertEnded("/todos/{id}", "fault:garbage");
  }

  @Test
  void hangEndsWithTheClient() throws IOException {
    try (Wire wire = new Wire(server.address())) {
      wire.get("/todos/1?fault=hang");
      Ledgers.await(control, reading -> reading.inFlight() == 1);
    }
    Ledgers.await(control, reading -> reading.aborted() == 1);
    assertEnded("/todos/{id}", "aborted");
  }

  @Test
  void slowBodyComesWholeInParts() throws Exception {
    long start = System.nanoTime();
    assertThat(get("/todos/1?fault=slow-body").body())
        .isEqualTo(new String(Todo.json(1), java.nio.charset.StandardCharsets.UTF_8));
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(700_000_000);
    assertEnded("/todos/{id}", "200");
  }

  @Test
  void slowBodySlowsStreams() throws Exception {
    long start = System.nanoTime();
    assertThat(get("/stream/3?fault=slow-body").body().lines()).hasSize(3);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000);
  }

  @Test
  void faultComesAfterTheLatency() throws IOException {
    long start = System.nanoTime();
    assertThat(answerTo("/todos/1?fault=empty&latency=100ms")).isEmpty();
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(100_000_000);
  }

  @Test
  void everySecondRequestFailsByItsNumber() throws Exception {
    for (int n = 1; n <= 4; n++) {
      String answer = answerTo("/get?fault=empty:every=2&n=" + n, "Connection: close\r\n");
      assertThat(answer.isEmpty()).isEqualTo(n % 2 == 0);
    }
  }

  @Test
  void everyThirdRequestFailsByArrival() throws Exception {
    for (int arrival = 1; arrival <= 6; arrival++) {
      String answer = answerTo("/get?fault=empty:every=3", "Connection: close\r\n");
      assertThat(answer.isEmpty()).isEqualTo(arrival % 3 == 0);
    }
  }

  private static String answerTo(String target) throws IOException {
    return answerTo(target, "");
  }

  private static String answerTo(String target, String header) throws IOException {
    try (Wire wire = new Wire(server.address())) {
      wire.send("GET " + target + " HTTP/1.1\r\nHost: stub\r\n" + header + "\r\n");
      return wire.readToEnd();
    }
  }

  private static void assertEnded(String endpoint, String end) throws IOException {
    assertThat(control.read().endpoints()).isEqualTo(Map.of(endpoint, Map.of(end, 1L)));
  }
}
