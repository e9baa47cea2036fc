package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.stub.endpoint.Todo;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Requests on todos with any method, each with headers and a body of its own, and the answers that
 * are right. Immutable.
 *
 * @param method of all of them
 * @param bodyBytes the exact size of each body, 64 or more, where the method has one
 */
record MethodRequests(HttpMethod method, int bodyBytes) {

  /** Tells requests apart whose method has no body. */
  static final String NUMBER_HEADER = "X-Request-Number";

  /** The id that the stub gives to a todo that is added. */
  private static final int ADDED_ID = 201;

  /**
   * @param count how many
   * @param latency how long the stub holds each answer back
   */
  Todos todos(int count, String latency) {
    return new Todos(
        IntStream.rangeClosed(1, count)
            .mapToObj(id -> request(id, path(id) + "?latency=" + latency))
            .toList(),
        IntStream.rangeClosed(1, count).mapToObj(this::answer).toList());
  }

  /** The same requests to where the stub tells what it was sent. */
  List<Request> echoes(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(id -> request(id, "/anything/" + id)).toList();
  }

  /**
   * Makes sure that method, headers and body arrived as they were meant.
   *
   * @throws WrongAnswerException if one did not
   */
  void checkEchoes(List<Response> echoes) {
    for (int id = 1; id <= echoes.size(); id++) {
      JsonObject echo =
          new JsonObject(new String(echoes.get(id - 1).body(), StandardCharsets.UTF_8));
      check(id, "method", method.name(), echo.getString("method"));
      check(id, "body", body(id), echo.getString("data"));
      String number =
          echo.getJsonObject("headers").stream()
              .filter(header -> header.getKey().equalsIgnoreCase(NUMBER_HEADER))
              .map(Map.Entry::getValue)
              .map(Objects::toString)
              .findFirst()
              .orElse("missing");
      check(id, NUMBER_HEADER, Integer.toString(id), number);
    }
  }

  private void check(int id, String what, String sent, String arrived) {
    if (!sent.equals(arrived)) {
      throw new WrongAnswerException(
          method + " request " + id + ": the " + what + " arrived as '" + arrived + "'");
    }
  }

  private Request request(int id, String target) {
    Request.Header number = new Request.Header(NUMBER_HEADER, Integer.toString(id));
    Request.Header type = new Request.Header("Content-Type", "application/json");
    return new Request(
        method.name(),
        target,
        method.hasBody() ? List.of(number, type) : List.of(number),
        body(id));
  }

  private String path(int id) {
    return method == HttpMethod.POST ? "/todos" : "/todos/" + id;
  }

  private String body(int id) {
    if (!method.hasBody()) {
      return "";
    }
    String start = "{\"title\":\"todo " + id + "\",\"notes\":\"";
    String end = "\"}";
    return start + "n".repeat(bodyBytes - start.length() - end.length()) + end;
  }

  /** The todo, or nothing, or what was sent with the id that it has now. */
  private byte[] answer(int id) {
    String text =
        switch (method) {
          case GET -> new String(Todo.json(id), StandardCharsets.UTF_8);
          case DELETE -> "{}";
          case PUT -> withId(id, id);
          case POST -> withId(id, ADDED_ID);
        };
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String withId(int id, int given) {
    return body(id).replaceFirst("}$", ",\"id\":" + given + "}");
  }
}
