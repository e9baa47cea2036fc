package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatherbench.stub.endpoint.Todo;
import io.gatherbench.stub.endpoint.TodoEndpoints;
import io.gatherbench.stub.message.ResponseOptions;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest extends StubFixture {

  private static final String CHAT =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"why is it late\"}]}";

  @Test
  void todoIsAFunctionOfItsId() throws Exception {
    for (int id : new int[] {1, 2, 1023, 1024, Integer.MAX_VALUE}) {
      assertThat(get("/todos/" + id).body())
          .isEqualTo(new String(Todo.json(id), StandardCharsets.UTF_8));
    }
  }

  @Test
  void collectionListsTodos() throws Exception {
    JsonNode todos = json(get("/todos").body());

    assertThat(todos).hasSize(TodoEndpoints.LISTED);
    assertThat(todos.path(41).path("id").asInt()).isEqualTo(42);
  }

  @Test
  void changesAreAnsweredAsIfMade() throws Exception {
    HttpResponse<String> made = send("POST", "/todos", "{\"title\":\"new\",\"id\":9}");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("location")).hasValue("/todos/201");
    assertThat(made.body()).isEqualTo("{\"title\":\"new\",\"id\":201}");

    assertThat(send("PUT", "/todos/7", "{\"title\":\"put\"}").body())
        .isEqualTo("{\"title\":\"put\",\"id\":7}");
    assertThat(send("PATCH", "/todos/7", "{\"completed\":true}").body())
        .isEqualTo(
            new String(Todo.json(7), StandardCharsets.UTF_8)
                .replace("\"completed\":false", "\"completed\":true"));
    assertThat(send("DELETE", "/todos/7", "").body()).isEqualTo("{}");
    assertThat(get("/todos/7").body()).doesNotContain("\"completed\":true");
  }

  @Test
  void getReturnsQueryAndHeaders() throws Exception {
    JsonNode echo = json(get("/get?a=1&a=2&b=%C3%A4").body());

    assertThat(echo.path("args")).hasToString("{\"a\":[\"1\",\"2\"],\"b\":\"ä\"}");
    assertThat(echo.path("headers").path("Host").textValue()).startsWith("127.0.0.1:");
    assertThat(echo.path("origin").textValue()).isEqualTo("127.0.0.1");
    assertThat(echo.path("url").textValue()).isEqualTo(at("/get?a=1&a=2&b=%C3%A4").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
  void anythingReturnsMethodAndBody(String method) throws Exception {
    JsonNode echo = json(send(method, "/anything/at/all?x=1", "{\"y\":2}").body());

    assertThat(echo.path("method").textValue()).isEqualTo(method);
    assertThat(echo.path("data").textValue()).isEqualTo("{\"y\":2}");
    assertThat(echo.path("json")).hasToString("{\"y\":2}");
    assertThat(echo.path("args")).hasToString("{\"x\":\"1\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 301, 304, 404, 418, 503, 599})
  void statusIsReturned(int code) throws Exception {
    HttpResponse<String> response = get("/status/" + code);

    assertThat(response.statusCode()).isEqualTo(code);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void bytesAreAFunctionOfSizeAndSeed() throws Exception {
    for (int size : new int[] {0, 1, 1000, ResponseOptions.MAX_BYTES}) {
      assertThat(CLIENT.send(request("/bytes/" + size), bytes()).body()).hasSize(size);
    }
    byte[] first = CLIENT.send(request("/bytes/100?seed=5"), bytes()).body();
    assertThat(CLIENT.send(request("/bytes/100?seed=5"), bytes()).body()).isEqualTo(first);
    assertThat(CLIENT.send(request("/bytes/100?seed=6"), bytes()).body()).isNotEqualTo(first);
  }

  @Test
  void delayIsNeverShorterThanAsked() throws Exception {
    long start = System.nanoTime();
    HttpResponse<String> response = get("/delay/0.25");

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(250_000_000);
    assertThat(json(response.body()).path("method").textValue()).isEqualTo("GET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"50ms", "uniform:50ms,60ms"})
  void latencyIsNeverShorterThanAsked(String latency) throws Exception {
    for (String target :
        new String[] {"/todos/1", "/get", "/status/200", "/stream/1", "/bytes/9"}) {
      long start = System.nanoTime();
      assertThat(get(target + "?latency=" + latency).statusCode()).isEqualTo(200);
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50_000_000);
    }
  }

  @Test
  void streamHasALineForEachItem() throws Exception {
    assertThat(get("/stream/3?pause=1ms").body().lines())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 3)
                .mapToObj(id -> new String(Todo.json(id), StandardCharsets.UTF_8))
                .toList());
  }

  @Test
  void pausesStandBetweenItems() throws Exception {
    long start = System.nanoTime();
    assertThat(get("/stream/5?pause=20ms").body().lines()).hasSize(5);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(80_000_000);
  }

  @Test
  void sseHasAnEventForEachItem() throws Exception {
    HttpResponse<String> response = get("/sse/2");

    assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream");
    assertThat(response.body())
        .isEqualTo(
            "id: 1\nevent: todo\ndata: "
                + new String(Todo.json(1), StandardCharsets.UTF_8)
                + "\n\nid: 2\nevent: todo\ndata: "
                + new String(Todo.json(2), StandardCharsets.UTF_8)
                + "\n\n");
  }

  @Test
  void streamedChatHasTheWordsOfTheWholeOne() throws Exception {
    String target = "/v1/chat/completions?tokens=5&ttft=1ms&pause=1ms";
    JsonNode whole = json(send("POST", target, CHAT).body());
    String content = whole.path("choices").path(0).path("message").path("content").textValue();
    assertThat(content.split(" ")).hasSize(5);
    assertThat(whole.path("usage").path("prompt_tokens").asInt()).isEqualTo(4);
    assertThat(send("POST", target, CHAT).body()).isEqualTo(whole.toString());

    String streamed = send("POST", target, CHAT.replaceFirst("\\{", "{\"stream\":true,")).body();
    assertThat(streamed).endsWith("data: [DONE]\n\n");
    StringBuilder pieces = new StringBuilder();
    for (String line : streamed.lines().filter(line -> line.startsWith("data: {")).toList()) {
      JsonNode delta = json(line.substring(6)).path("choices").path(0).path("delta");
      pieces.append(delta.path("content").asText());
    }
    assertThat(pieces).hasToString(content);
  }

  @Test
  void chatTakesTimeToFirstTokenAndPauses() throws Exception {
    long start = System.nanoTime();
    send("POST", "/v1/chat/completions?tokens=4&ttft=50ms&pause=10ms", CHAT);

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(80_000_000);
  }

  @Test
  void limitedRefusesRequestsBeyondTheBurst() throws Exception {
    String target = "/limited?rate=0.001&burst=3";
    for (int i = 0; i < 3; i++) {
      assertThat(get(target).statusCode()).isEqualTo(200);
    }
    HttpResponse<String> refused = get(target);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(Long.parseLong(refused.headers().firstValue("retry-after").orElseThrow()))
        .isBetween(900L, 1000L);
  }

  @ParameterizedTest
  @CsvSource({"/todos/1,1000", "/todos/1,10", "/todos/1,0", "/get,5000", "/bytes/10,20"})
  void bytesSetsTheSizeOfAnyBody(String target, int size) throws Exception {
    String body = get(target + "?bytes=" + size).body();

    assertThat(body.getBytes(StandardCharsets.ISO_8859_1)).hasSize(size);
    if (size >= 1000) {
      assertThat(json(body).isObject()).isTrue();
    }
  }

  @Test
  void bytesPadsStreamItemsAndKeepsThemJson() throws Exception {
    assertThat(get("/stream/3?bytes=200").body().lines())
        .hasSize(3)
        .allSatisfy(
            line -> {
              assertThat(line).hasSize(199);
              assertThat(json(line).isObject()).isTrue();
            });
  }

  @Test
  void statusParameterSetsTheStatus() throws Exception {
    assertThat(get("/todos/1?status=503").statusCode()).isEqualTo(503);
    assertThat(get("/stream/2?status=404").statusCode()).isEqualTo(404);
    assertThat(get("/todos/1?status=204").statusCode()).isEqualTo(204);
    assertThat(get("/todos/1?status=205").body()).isEmpty();
    assertThat(get("/status/205").headers().firstValue("content-length")).contains("0");
  }

  @Test
  void headHasNoBody() throws Exception {
    HttpResponse<String> response = send("HEAD", "/todos/1", "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void indexDescribesEveryRoute() throws Exception {
    List<String> lines = get("/").body().lines().skip(2).toList();

    assertThat(lines.stream().map(line -> line.split(" ")[0]).toList()).isEqualTo(paths());
    assertThat(lines).allMatch(line -> line.matches("\\S+ +\\S.* \\([A-Za-z, ]+\\)"));
  }

  @Test
  void documentationHasEveryRoute() throws Exception {
    String page = Files.readString(Path.of("src/site/markdown/stub.md"));

    assertThat(page).contains(get("/").body()).contains("\"" + String.join(", ", paths()) + "\"");
    String headings = page.lines().filter(line -> line.startsWith("## ")).toList().toString();
    assertThat(paths().stream().filter(path -> !path.equals("/") && !path.startsWith("/todos")))
        .allMatch(path -> headings.contains(path) || path.equals("/ledger"));
  }

  /** Returns the paths of all routes, as the response to an unknown path lists them. */
  private static List<String> paths() throws Exception {
    return List.of(json(get("/nowhere").body()).path("allowed").textValue().split(", "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/todos",
        "/todos/1",
        "/get",
        "/anything",
        "/status/500",
        "/bytes/1",
        "/delay/0",
        "/stream/1",
        "/sse/1",
        "/limited",
        "/certificate",
        "/ledger",
        "/nowhere",
        "/todos/x",
        "/get?latency=x"
      })
  void everyResponseStatesItsLateness(String target) throws Exception {
    assertThat(get(target).headers().firstValue("stub-lateness-nanos").orElseThrow())
        .matches("\\d+");
  }

  private static java.net.http.HttpRequest request(String target) {
    return java.net.http.HttpRequest.newBuilder(at(target)).build();
  }

  private static HttpResponse.BodyHandler<byte[]> bytes() {
    return HttpResponse.BodyHandlers.ofByteArray();
  }
}
