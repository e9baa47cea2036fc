package io.gatherbench.stub.endpoint;

import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.Route;
import io.netty.handler.codec.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * The todos, as public demo services have them: changes are answered as if they were made, and
 * nothing is kept, so that every answer is a function of its request.
 */
public final class TodoEndpoints {

  /** How many todos the collection lists, and so the id that a new one gets, less one. */
  public static final int LISTED = 200;

  private static final int CACHED = 1024;

  private final PreparedResponse.Whole[] cache = new PreparedResponse.Whole[CACHED];
  private PreparedResponse.Whole list;

  /** {@code /todos}: lists them, or answers as if one were added. */
  void collection(Exchange exchange) {
    if (exchange.request().method() == HttpMethod.POST) {
      exchange.readBody(
          body -> {
            int id = LISTED + 1;
            JsonObject todo = object(body).put("id", id);
            exchange.answer(
                new PreparedResponse.Whole(
                    201,
                    PreparedResponse.JSON,
                    Bytes.of(todo),
                    0,
                    Map.of("location", "/todos/" + id)));
          });
      return;
    }
    if (list == null) {
      list = PreparedResponse.json(everything());
    }
    exchange.answer(list);
  }

  /** {@code /todos/{id}}: answers with the todo, or as if it were changed. */
  void single(Exchange exchange) throws BadRequestException {
    int id = id(exchange.request().path());
    exchange.setNumber(id);
    HttpMethod method = exchange.request().method();
    if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
      exchange.answer(todo(id));
    } else if (method == HttpMethod.DELETE) {
      exchange.answer(PreparedResponse.json(Bytes.of("{}")));
    } else {
      exchange.readBody(
          body -> {
            JsonObject sent = object(body);
            JsonObject todo =
                method == HttpMethod.PUT
                    ? sent
                    : new JsonObject(Bytes.of(Todo.json(id)).toBuffer()).mergeIn(sent);
            exchange.answer(PreparedResponse.json(200, todo.put("id", id)));
          });
    }
  }

  private PreparedResponse.Whole todo(int id) {
    if (id >= CACHED) {
      return PreparedResponse.json(Bytes.of(Todo.json(id)));
    }
    PreparedResponse.Whole known = cache[id];
    if (known == null) {
      known = PreparedResponse.json(Bytes.of(Todo.json(id)));
      cache[id] = known;
    }
    return known;
  }

  private static Bytes everything() {
    StringBuilder all = new StringBuilder("[");
    for (int id = 1; id <= LISTED; id++) {
      all.append(id == 1 ? "" : ",").append(Bytes.of(Todo.json(id)));
    }
    return Bytes.of(all.append("]").toString());
  }

  private static JsonObject object(Bytes body) throws BadRequestException {
    try {
      return new JsonObject(body.toBuffer());
    } catch (DecodeException e) {
      throw new BadRequestException("body", body.toString(), "a JSON object");
    }
  }

  /** The id in a path of the form {@code /todos/{id}}. */
  private static int id(String path) throws BadRequestException {
    int from = Route.TODOS.label().length() + 1;
    long id = 0;
    for (int i = from; i < path.length() && id <= Integer.MAX_VALUE; i++) {
      int digit = path.charAt(i) - '0';
      id = digit < 0 || digit > 9 ? Long.MAX_VALUE : id * 10 + digit;
    }
    if (id < 1 || id > Integer.MAX_VALUE) {
      throw new BadRequestException(404, "id", path.substring(from), "1 to " + Integer.MAX_VALUE);
    }
    return (int) id;
  }
}
