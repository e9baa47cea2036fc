package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatherbench.stub.message.ResponseOptions;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest extends StubFixture {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/todos/1?latency=10        | latency | 10",
        "/todos/1?latency=          | latency | ''",
        "/get?latency=uniform:5ms   | latency | uniform:5ms",
        "/get?seed=abc              | seed    | abc",
        "/get?seed=1.5              | seed    | 1.5",
        "/get?n=-1                  | n       | -1",
        "/get?bytes=-1              | bytes   | -1",
        "/get?bytes=1048577         | bytes   | 1048577",
        "/get?status=99             | status  | 99",
        "/get?status=600            | status  | 600",
        "/get?fault=crash           | fault   | crash",
        "/get?fault=reset:p=2       | fault   | reset:p=2",
        "/status/abc                | code    | abc",
        "/status/100                | code    | 100",
        "/status/600                | code    | 600",
        "/bytes/-1                  | n       | -1",
        "/bytes/1048577             | n       | 1048577",
        "/bytes/99999999999999999999 | n      | 99999999999999999999",
        "/delay/x                   | seconds | x",
        "/delay/61                  | seconds | 61",
        "/stream/0                  | n       | 0",
        "/stream/2?pause=5          | pause   | 5",
        "/sse/10001                 | n       | 10001",
        "/limited?rate=0            | rate    | 0",
        "/limited?burst=0.5         | burst   | 0.5"
      })
  void malformedParametersAreNamed(String target, String parameter, String value) throws Exception {
    assertRefused(get(target), 400, parameter, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST  | /todos                          | body       | {",
        "POST  | /todos                          | body       | [1]",
        "PUT   | /todos/1                        | body       | 7",
        "PATCH | /todos/1                        | body       | x",
        "POST  | /v1/chat/completions            | body       | no",
        "POST  | /v1/chat/completions            | messages   | {}",
        "POST  | /v1/chat/completions            | messages   | {\"messages\":[]}",
        "POST  | /v1/chat/completions            | messages   | {\"messages\":[1]}",
        "POST  | /v1/chat/completions            | messages   | {\"messages\":[{}]}",
        "POST  | /v1/chat/completions            | stream     | {\"stream\":1}",
        "POST  | /v1/chat/completions            | model      | {\"model\":1}",
        "POST  | /v1/chat/completions?tokens=0   | tokens     | {}",
        "POST  | /v1/chat/completions?ttft=1     | ttft       | {}"
      })
  void malformedBodiesAreNamed(String method, String target, String parameter, String body)
      throws Exception {
    HttpResponse<String> response = send(method, target, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response.body()).path("error").textValue()).isEqualTo(parameter);
  }

  @Test
  void maxTokensIsChecked() throws Exception {
    HttpResponse<String> response =
        send(
            "POST",
            "/v1/chat/completions",
            "{\"messages\":[{\"role\":\"user\"}],\"max_tokens\":0}");

    assertRefused(response, 400, "max_tokens", "0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere",
        "/status",
        "/bytes",
        "/get/x",
        "/todos/",
        "/todos/0",
        "/todos/x",
        "/todos/2147483648",
        "/v1/chat",
        "/ledger/x"
      })
  void unknownPathsAre404(String path) throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response.body()).path("allowed").textValue()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/todos/1",
    "DELETE,/todos",
    "POST,/get",
    "GET,/v1/chat/completions",
    "POST,/stream/1",
    "PUT,/sse/1",
    "POST,/bytes/1",
    "POST,/ledger",
    "DELETE,/"
  })
  void wrongMethodsAre405WithTheAllowedOnes(String method, String target) throws Exception {
    HttpResponse<String> response = send(method, target, "");

    assertThat(response.statusCode()).isEqualTo(405);
    JsonNode error = json(response.body());
    assertThat(error.path("error").textValue()).isEqualTo("method");
    assertThat(error.path("value").textValue()).isEqualTo(method);
    assertThat(response.headers().firstValue("allow")).hasValue(error.path("allowed").textValue());
  }

  @Test
  void bodyOverTheLimitIs413() throws Exception {
    String long1 = "x".repeat(ResponseOptions.MAX_BYTES);
    assertThat(send("POST", "/anything", long1).statusCode()).isEqualTo(200);

    try (Wire wire = new Wire(server.address())) {
      wire.send("POST /anything HTTP/1.1\r\nHost: stub\r\nContent-Length: 1048577\r\n\r\n");
      assertThat(wire.readToEnd()).startsWith("HTTP/1.1 413").contains("up to 1048576 bytes");
    }
    try (Wire wire = new Wire(server.address())) {
      wire.send("POST /anything HTTP/1.1\r\nHost: stub\r\nTransfer-Encoding: chunked\r\n\r\n");
      String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
      for (int i = 0; i < 17; i++) {
        wire.send(chunk);
      }
      assertThat(wire.readToEnd()).startsWith("HTTP/1.1 413").contains("up to 1048576 bytes");
    }
  }

  @Test
  void expectContinueIsAnswered() throws Exception {
    String head = "POST /anything HTTP/1.1\r\nHost: stub\r\nExpect: 100-continue\r\n";
    try (Wire wire = new Wire(server.address())) {
      wire.send(head + "Connection: close\r\nContent-Length: 2\r\n\r\n{}");
      assertThat(wire.readToEnd()).startsWith("HTTP/1.1 100").contains("HTTP/1.1 200");
    }
    try (Wire wire = new Wire(server.address())) {
      wire.send(head + "Content-Length: 2000000\r\n\r\n");
      assertThat(wire.readToEnd()).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void longHeadersAre431AndLongTargets414() throws Exception {
    try (Wire wire = new Wire(server.address())) {
      wire.send("GET /get HTTP/1.1\r\nHost: stub\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
      assertThat(wire.readToEnd())
          .containsPattern("^HTTP/1.[01] 431")
          .contains("\"error\":\"headers\"");
    }
    try (Wire wire = new Wire(server.address())) {
      wire.get("/get?x=" + "x".repeat(10_000));
      assertThat(wire.readToEnd()).startsWith("HTTP/1.0 414").contains("\"error\":\"target\"");
    }
  }

  @Test
  void malformedQueryIs400() throws Exception {
    try (Wire wire = new Wire(server.address())) {
      assertThat(wire.get("/get?a=%zz").readResponse())
          .startsWith("HTTP/1.1 400")
          .contains("\"error\":\"query\"", "%zz");
    }
  }

  @Test
  void bytesThatAreNotHttpAre400() throws Exception {
    try (Wire wire = new Wire(server.address())) {
      wire.send("what is this\r\n\r\n");
      assertThat(wire.readToEnd()).startsWith("HTTP/1.0 400").contains("\"error\":\"request\"");
    }
  }

  @Test
  void malformedChunkIs400() throws Exception {
    String head = " HTTP/1.1\r\nHost: stub\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (Wire wire = new Wire(server.address())) {
      wire.send("POST /anything" + head + "zz\r\n");
      assertThat(wire.readToEnd()).startsWith("HTTP/1.1 400").contains("\"error\":\"request\"");
    }
    try (Wire wire = new Wire(server.address())) {
      wire.send("GET /todos/1" + head);
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 200");
      assertThat(wire.send("zz\r\n").readToEnd()).isEmpty();
    }
    Ledgers.assertAddsUp(control.read());
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.7", "HTTP/2.0"})
  void anotherVersionIs505(String version) throws Exception {
    try (Wire wire = new Wire(server.address())) {
      wire.send("GET /todos/1 " + version + "\r\nHost: stub\r\n\r\n");
      assertThat(wire.readToEnd()).startsWith("HTTP/1.1 505").contains("\"error\":\"version\"");
    }
  }

  private static void assertRefused(
      HttpResponse<String> response, int status, String parameter, String value)
      throws JsonProcessingException {
    assertThat(response.statusCode()).isEqualTo(status);
    JsonNode error = json(response.body());
    assertThat(error.path("error").textValue()).isEqualTo(parameter);
    assertThat(error.path("value").textValue()).isEqualTo(value);
    assertThat(error.path("allowed").textValue()).isNotEmpty();
  }
}
