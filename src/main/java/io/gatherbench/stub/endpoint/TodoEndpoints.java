package io.gatherbench.stub.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Parameters;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.StubJson;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Responds with todos, as public demo services do, or with a stream of them. Changes are answered
 * as if they were made and not kept, so that every response is a function of its request.
 */
public final class TodoEndpoints {

  /** Number of todos in the collection; a new one gets the next id. */
  public static final int LISTED = 200;

  private static final int CACHED = 1024;
  private static final int MAX_ITEMS = 10_000;
  private static final AsciiString LINES = AsciiString.cached("application/x-ndjson");

  private final PreparedResponse.Whole[] cache = new PreparedResponse.Whole[CACHED];
  private PreparedResponse.Whole list;

  void collection(Exchange exchange) throws BadRequestException {
    if (exchange.request().method() == HttpMethod.POST) {
      exchange.readBody(
          body -> {
            int id = LISTED + 1;
            exchange.respond(
                PreparedResponse.json(object(body).put("id", id))
                    .withStatus(201)
                    .withHeader("location", "/todos/" + id));
          });
      return;
    }
    if (list == null) {
      String todos =
          IntStream.rangeClosed(1, LISTED)
              .mapToObj(TodoEndpoints::text)
              .collect(Collectors.joining(",", "[", "]"));
      list = PreparedResponse.of(PreparedResponse.JSON, Bytes.of(todos));
    }
    exchange.respond(list);
  }

  void single(Exchange exchange) throws BadRequestException {
    int id = id(exchange.variable());
    exchange.setNumber(id);
    HttpMethod method = exchange.request().method();
    if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
      exchange.respond(todo(id));
    } else if (method == HttpMethod.DELETE) {
      exchange.respond(PreparedResponse.json(StubJson.object()));
    } else {
      exchange.readBody(
          body -> {
            ObjectNode sent = object(body);
            ObjectNode todo = method == HttpMethod.PUT ? sent : object(Bytes.of(Todo.json(id)));
            todo.setAll(sent);
            exchange.respond(PreparedResponse.json(todo.put("id", id)));
          });
    }
  }

  void lines(Exchange exchange) throws BadRequestException {
    stream(exchange, LINES, id -> text(id) + "\n");
  }

  void events(Exchange exchange) throws BadRequestException {
    IntFunction<String> event = id -> "id: " + id + "\nevent: todo\ndata: " + text(id) + "\n\n";
    stream(exchange, PreparedResponse.EVENTS, event);
  }

  private static void stream(Exchange exchange, AsciiString type, IntFunction<String> item)
      throws BadRequestException {
    int items = (int) Parameters.whole("n", exchange.variable(), 1, MAX_ITEMS);
    Latency pause = exchange.options().parameters().latency("pause");
    exchange.respond(
        PreparedResponse.items(type, items, i -> Bytes.of(item.apply(i + 1)), pause, 0, 0));
  }

  private static String text(int id) {
    return new String(Todo.json(id), StandardCharsets.UTF_8);
  }

  private PreparedResponse.Whole todo(int id) {
    if (id < CACHED && cache[id] != null) {
      return cache[id];
    }
    PreparedResponse.Whole todo =
        PreparedResponse.of(PreparedResponse.JSON, Bytes.of(Todo.json(id)));
    if (id < CACHED) {
      cache[id] = todo;
    }
    return todo;
  }

  private static ObjectNode object(Bytes body) throws BadRequestException {
    return StubJson.parseObject(body, "a JSON object");
  }

  private static int id(String text) throws BadRequestException {
    long id = 0;
    for (int i = 0; i < text.length() && id <= Integer.MAX_VALUE; i++) {
      int digit = text.charAt(i) - '0';
      id = digit < 0 || digit > 9 ? Long.MAX_VALUE : id * 10 + digit;
    }
    if (id < 1 || id > Integer.MAX_VALUE) {
      throw new BadRequestException(404, "id", text, "1 to " + Integer.MAX_VALUE);
    }
    return (int) id;
  }
}
