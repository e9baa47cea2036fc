package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.stub.endpoint.Todo;
import io.gatherbench.stub.endpoint.TodoEndpoints;
import io.gatherbench.stub.message.ResponseOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest extends StubFixture {

  private static final String CHAT =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"why is it late\"}]}";

  @Test
  void aTodoIsAFunctionOfItsId() throws Exception {
    for (int id : new int[] {1, 2, 1023, 1024, Integer.MAX_VALUE}) {
      assertThat(get("/todos/" + id).body())
          .isEqualTo(new String(Todo.json(id), StandardCharsets.UTF_8));
    }
  }

  @Test
  void theCollectionListsTodos() throws Exception {
    JsonArray todos = new JsonArray(get("/todos").body());

    assertThat(todos).hasSize(TodoEndpoints.LISTED);
    assertThat(todos.getJsonObject(41).getInteger("id")).isEqualTo(42);
  }

  @Test
  void changesAreAnsweredAsIfTheyWereMade() throws Exception {
    HttpResponse<String> made = send("POST", "/todos", "{\"title\":\"new\",\"id\":9}");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("location")).hasValue("/todos/201");
    assertThat(made.body()).isEqualTo("{\"title\":\"new\",\"id\":201}");

    assertThat(send("PUT", "/todos/7", "{\"title\":\"put\"}").body())
        .isEqualTo("{\"title\":\"put\",\"id\":7}");
    JsonObject patched = new JsonObject(send("PATCH", "/todos/7", "{\"completed\":true}").body());
    assertThat(patched)
        .isEqualTo(
            new JsonObject(new String(Todo.json(7), StandardCharsets.UTF_8))
                .put("completed", true));
    assertThat(send("DELETE", "/todos/7", "").body()).isEqualTo("{}");
    assertThat(get("/todos/7").body()).doesNotContain("\"completed\":true");
  }

  @Test
  void getEchoesQueryAndHeaders() throws Exception {
    JsonObject echo = new JsonObject(get("/get?a=1&a=2&b=%C3%A4").body());

    assertThat(echo.getJsonObject("args"))
        .isEqualTo(new JsonObject().put("a", new JsonArray().add("1").add("2")).put("b", "ä"));
    assertThat(echo.getJsonObject("headers").getString("Host")).startsWith("127.0.0.1:");
    assertThat(echo.getString("origin")).isEqualTo("127.0.0.1");
    assertThat(echo.getString("url")).isEqualTo(at("/get?a=1&a=2&b=%C3%A4").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
  void anythingEchoesMethodAndBody(String method) throws Exception {
    JsonObject echo = new JsonObject(send(method, "/anything/at/all?x=1", "{\"y\":2}").body());

    assertThat(echo.getString("method")).isEqualTo(method);
    assertThat(echo.getString("data")).isEqualTo("{\"y\":2}");
    assertThat(echo.getJsonObject("json")).isEqualTo(new JsonObject().put("y", 2));
    assertThat(echo.getJsonObject("args")).isEqualTo(new JsonObject().put("x", "1"));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 301, 304, 404, 418, 503, 599})
  void statusAnswersWithIt(int code) throws Exception {
    HttpResponse<String> response = get("/status/" + code);

    assertThat(response.statusCode()).isEqualTo(code);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void bytesHaveTheSizeAskedAndDependOnTheSeed() throws Exception {
    for (int size : new int[] {0, 1, 1000, ResponseOptions.MAX_BYTES}) {
      assertThat(CLIENT.send(request("/bytes/" + size), bytes()).body()).hasSize(size);
    }
    byte[] first = CLIENT.send(request("/bytes/100?seed=5"), bytes()).body();
    assertThat(CLIENT.send(request("/bytes/100?seed=5"), bytes()).body()).isEqualTo(first);
    assertThat(CLIENT.send(request("/bytes/100?seed=6"), bytes()).body()).isNotEqualTo(first);
  }

  @Test
  void delayAnswersNoSoonerThanAsked() throws Exception {
    long start = System.nanoTime();
    HttpResponse<String> response = get("/delay/0.25");

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(250_000_000);
    assertThat(new JsonObject(response.body()).getString("method")).isEqualTo("GET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"50ms", "uniform:50ms,60ms"})
  void latencyAnswersNoSoonerThanAsked(String latency) throws Exception {
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
  void aChatHasTheSameWordsWholeOrInPieces() throws Exception {
    String target = "/v1/chat/completions?tokens=5&ttft=1ms&pause=1ms";
    JsonObject whole = new JsonObject(send("POST", target, CHAT).body());
    String content =
        whole
            .getJsonArray("choices")
            .getJsonObject(0)
            .getJsonObject("message")
            .getString("content");
    assertThat(content.split(" ")).hasSize(5);
    assertThat(whole.getJsonObject("usage").getInteger("prompt_tokens")).isEqualTo(4);
    assertThat(send("POST", target, CHAT).body()).isEqualTo(whole.encode());

    String streamed = send("POST", target, CHAT.replaceFirst("\\{", "{\"stream\":true,")).body();
    assertThat(streamed).endsWith("data: [DONE]\n\n");
    StringBuilder pieces = new StringBuilder();
    streamed
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> new JsonObject(line.substring(6)))
        .map(chunk -> chunk.getJsonArray("choices").getJsonObject(0).getJsonObject("delta"))
        .forEach(delta -> pieces.append(delta.getString("content", "")));
    assertThat(pieces).hasToString(content);
  }

  @Test
  void aChatTakesTheFirstDelayAndThePauses() throws Exception {
    long start = System.nanoTime();
    send("POST", "/v1/chat/completions?tokens=4&ttft=50ms&pause=10ms", CHAT);

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(80_000_000);
  }

  @Test
  void limitedRefusesWhatIsBeyondTheBurst() throws Exception {
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
      assertThat(new JsonObject(body)).isNotEmpty();
    }
  }

  @Test
  void bytesPadsStreamItemsAndKeepsThemJson() throws Exception {
    assertThat(get("/stream/3?bytes=200").body().lines())
        .hasSize(3)
        .allSatisfy(
            line -> {
              assertThat(line).hasSize(199);
              assertThat(new JsonObject(line)).isNotEmpty();
            });
  }

  @Test
  void statusSetsThatOfAnyAnswer() throws Exception {
    assertThat(get("/todos/1?status=503").statusCode()).isEqualTo(503);
    assertThat(get("/stream/2?status=404").statusCode()).isEqualTo(404);
    assertThat(get("/todos/1?status=204").statusCode()).isEqualTo(204);
  }

  @Test
  void headHasNoBody() throws Exception {
    HttpResponse<String> response = send("HEAD", "/todos/1", "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void theIndexNamesEveryEndpoint() throws Exception {
    assertThat(get("/").body()).contains("/todos/{id}", "/ledger", "/v1/chat/completions");
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
        "/ledger",
        "/nowhere",
        "/todos/x",
        "/get?latency=x"
      })
  void everyResponseHasItsLateness(String target) throws Exception {
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
