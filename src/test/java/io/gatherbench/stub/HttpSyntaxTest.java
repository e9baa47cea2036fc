package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in forms that few clients send, and that a server has to tell apart. */
class HttpSyntaxTest extends StubFixture {

  private static final String HOST = "\r\nHost: stub\r\n";

  @AfterEach
  void ledgerAddsUp() throws IOException {
    Ledgers.assertAddsUp(Ledgers.await(control, seen -> seen.inFlight() == 0));
  }

  @ParameterizedTest
  @CsvSource({
    "GET http://stub.example/ledger, 200",
    "HEAD http://stub.example/ledger?a=1, 200",
    "OPTIONS https://stub.example:1/ledger, 405",
    "DELETE HTTP://stub.example/ledger, 200",
    "GET /ledger?latency=x&status=500&bytes=1&fault=reset, 200"
  })
  void ledgerIsFoundByAnyForm(String line, int status) throws IOException {
    try (Wire wire = new Wire(server.address())) {
      wire.send(line + " HTTP/1.1" + HOST + "\r\n");
      String response = line.startsWith("HEAD") ? wire.readHead() : wire.readResponse();
      assertThat(response).startsWith("HTTP/1.1 " + status);
      assertThat(wire.get("/todos/1").readResponse()).startsWith("HTTP/1.1 200");
    }
    assertThat(control.read().requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/todos/%37, 200",
    "/%74odos/7, 200",
    "//todos/1, 404",
    "/todos//1, 404",
    "/todos/1/, 404",
    "/todos/%2F, 404",
    "/todos/%zz, 404",
    "/delay/0/, 404",
    "/status/204/x, 404",
    "/anything/%zz, 200",
    "/anything/a/b/, 200"
  })
  void pathsAreTakenApart(String path, int status) throws IOException {
    try (Wire wire = new Wire(server.address()).get(path)) {
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 " + status);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Host: a\r\nHost: b\r\n"})
  void http11NeedsOneHost(String headers) throws IOException {
    try (Wire wire = new Wire(server.address())) {
      wire.send("GET /todos/1 HTTP/1.1\r\n" + headers + "\r\n");
      assertThat(wire.readToEnd()).startsWith("HTTP/1.1 400").contains("\"error\":\"host\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: x", "Content-Length: 1\r\nContent-Length: 2"})
  void upgradeWithABadLengthIs400(String length) throws IOException {
    String upgrade =
        "Connection: upgrade, http2-settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n";
    try (Wire wire = new Wire(server.address())) {
      wire.send("POST /todos HTTP/1.1" + HOST + upgrade + length + "\r\n\r\n");
      assertThat(wire.readToEnd()).startsWith("HTTP/1.1 400").contains("\"error\":\"request\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/todos/1?latency=60s, 1, /todos/{id}",
    "/anything, 1, /anything",
    "/stream/9?pause=60s, 0, /stream/{n}"
  })
  void brokenChunkEndsTheRequestOnce(String target, int answers, String route) throws Exception {
    try (Wire wire = new Wire(server.address())) {
      wire.send("GET " + target + " HTTP/1.1" + HOST + "Transfer-Encoding: chunked\r\n\r\n");
      Ledgers.await(control, seen -> seen.inFlight() == 1);
      String response = wire.send("ZZ\r\n\r\n").readToEnd();
      assertThat(response.split("HTTP/1.1 400", -1)).hasSize(answers + 1);
    }
    String end = answers == 1 ? "400" : "aborted";
    assertThat(control.read().endpoints()).isEqualTo(Map.of(route, Map.of(end, 1L)));
  }

  @Test
  void http10IsNotToldToContinue() throws IOException {
    try (Wire wire = new Wire(server.address())) {
      wire.send("POST /todos HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}");
      assertThat(wire.readToEnd()).startsWith("HTTP/1.0 201");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /todos/1, ''",
    "GET, /anything, ''",
    "DELETE, /todos/1, ''",
    "POST, /anything, Content-Length: 0",
    "POST, /status/200, ''"
  })
  void noBodyIsNotToldToContinue(String method, String target, String length) throws IOException {
    try (Wire wire = new Wire(server.address())) {
      String headers = "Expect: 100-continue\r\n" + (length.isEmpty() ? "" : length + "\r\n");
      wire.send(method + " " + target + " HTTP/1.1" + HOST + headers + "\r\n");
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 200").doesNotContain("close");
      assertThat(wire.get("/todos/1").readResponse()).startsWith("HTTP/1.1 200");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /todos/1, Content-Length: 5",
    "DELETE, /todos/1, Transfer-Encoding: chunked",
    "POST, /status/200, Content-Length: 5"
  })
  void bodyThatIsNotReadEndsTheConnection(String method, String target, String length)
      throws IOException {
    try (Wire wire = new Wire(server.address())) {
      String headers = "Expect: 100-continue\r\n" + length + "\r\n";
      wire.send(method + " " + target + " HTTP/1.1" + HOST + headers + "\r\n");
      assertThat(wire.readToEnd()).startsWith("HTTP/1.1 200").contains("\r\nconnection: close\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/status/403", "/status/200?bytes=200000", "/nowhere"})
  void bodyThatIsNotAskedForEndsTheConnection(String target) throws IOException {
    try (Wire wire = new Wire(server.address())) {
      wire.send(
          "POST "
              + target
              + " HTTP/1.1"
              + HOST
              + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
      assertThat(wire.readToEnd()).matches("(?s)HTTP/1.1 [24]0[034] .*\r\nconnection: close\r\n.*");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {499, 501, 999, 1000, 1001, 100_000})
  void deepJsonIsEchoedOrNone(int depth) throws Exception {
    String nested = "[".repeat(depth) + "]".repeat(depth);

    String echo = send("POST", "/anything", nested).body();

    assertThat(echo).contains("\"data\":\"" + nested + "\"");
    assertThat(echo.endsWith("\"json\":null}")).isEqualTo(depth > 500);
    assertThat(send("POST", "/todos", "{\"a\":" + nested + "}").statusCode())
        .isEqualTo(depth < 500 ? 201 : 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"\\ud800\"", "{\"\\udc00\":1}", "1e999", "-0.0", "\"\\u0000\"", "1.0e-999"})
  void oddJsonIsEchoed(String text) throws Exception {
    assertThat(send("POST", "/anything", text).statusCode()).isEqualTo(200);
    assertThat(send("POST", "/todos", "{\"title\":" + (text.startsWith("{") ? "1" : text) + "}"))
        .satisfies(response -> assertThat(response.statusCode()).isEqualTo(201));
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, http://elsewhere.example, 403",
    "DELETE, null, 403",
    "GET, http://elsewhere.example, 200",
    "DELETE, http://stub, 200"
  })
  void onlyTheStubsOwnPagesReset(String method, String origin, int status) throws IOException {
    try (Wire wire = new Wire(server.address())) {
      wire.get("/todos/1").readResponse();
      wire.send(method + " /ledger HTTP/1.1" + HOST + "Origin: " + origin + "\r\n\r\n");
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 " + status);
    }
    LedgerSnapshot seen = control.read();
    assertThat(seen.requests()).isEqualTo("DELETE".equals(method) && status == 200 ? 0 : 1);
  }
}
