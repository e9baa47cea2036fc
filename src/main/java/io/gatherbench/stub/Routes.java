package io.gatherbench.stub;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What the stub answers to which request.
 *
 * <ul>
 *   <li>{@code GET /todos/{id}}: the todo as JSON, after {@code ?latency=}.
 *   <li>{@code GET /ledger}: what the stub has seen, as JSON.
 *   <li>{@code DELETE /ledger}: the same, and counting starts anew.
 * </ul>
 *
 * Called on event loops; a delayed answer occupies a timer there and no thread.
 */
final class Routes {

  private static final String TODOS = "/todos/";
  private static final String LEDGER = "/ledger";
  private static final CharSequence CONTENT_TYPE = io.vertx.core.http.HttpHeaders.CONTENT_TYPE;
  private static final CharSequence JSON =
      io.vertx.core.http.HttpHeaders.createOptimized("application/json");

  private final Ledger ledger;
  private final StubIdentity identity;
  private final Set<HttpConnection> controlConnections =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  Routes(Ledger ledger, StubIdentity identity) {
    this.ledger = ledger;
    this.identity = identity;
  }

  void connected(HttpConnection connection) {
    ledger.connectionOpened();
    connection.closeHandler(
        closed -> {
          if (!controlConnections.remove(connection)) {
            ledger.connectionClosed();
          }
        });
  }

  void handle(HttpServerRequest request) {
    String path = request.path();
    if (path.startsWith(TODOS)) {
      todo(request, path);
    } else if (path.equals(LEDGER)) {
      ledger(request);
    } else {
      ledger.requestRead();
      fail(request, 404, "path", path, TODOS + "{id} or " + LEDGER);
    }
  }

  private void todo(HttpServerRequest request, String path) {
    ledger.requestRead();
    if (request.method() != HttpMethod.GET) {
      fail(request, 405, "method", request.method().name(), "GET");
      return;
    }
    int id = parseId(path);
    if (id < 1) {
      fail(request, 404, "id", path.substring(TODOS.length()), "1 to " + Integer.MAX_VALUE);
      return;
    }
    String asked = request.getParam("latency");
    Latency latency;
    try {
      latency = asked == null ? null : Latency.parse(asked);
    } catch (IllegalArgumentException e) {
      fail(request, 400, "latency", asked, e.getMessage());
      return;
    }
    Buffer body = Buffer.buffer(Todo.json(id));
    if (latency == null || latency.nanos() == 0) {
      answer(request.response(), 200, body);
    } else {
      // The loop's own timer has nanosecond deadlines; Vertx.setTimer has whole milliseconds.
      ContextInternal.current()
          .nettyEventLoop()
          .schedule(
              () -> answer(request.response(), 200, body), latency.nanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void ledger(HttpServerRequest request) {
    if (controlConnections.add(request.connection())) {
      ledger.connectionIsControl();
    }
    LedgerReading reading = ledger.read(identity);
    HttpServerResponse response = request.response();
    if (request.method() == HttpMethod.DELETE) {
      ledger.reset();
    } else if (request.method() != HttpMethod.GET) {
      response.setStatusCode(405);
    }
    response.headers().set(CONTENT_TYPE, JSON);
    response.end(reading.toJson());
  }

  private void answer(HttpServerResponse response, int status, Buffer body) {
    if (response.closed()) {
      ledger.requestAborted();
      return;
    }
    MultiMap headers = response.setStatusCode(status).headers();
    headers.set(CONTENT_TYPE, JSON);
    ledger.answering();
    response.end(body);
  }

  private void fail(HttpServerRequest request, int status, String what, String is, String allowed) {
    JsonObject error = new JsonObject().put("error", what).put("value", is).put("allowed", allowed);
    answer(request.response(), status, error.toBuffer());
  }

  /** The id in a path of the form {@code /todos/{id}}, or -1 if there is none. */
  private static int parseId(String path) {
    int length = path.length();
    if (length == TODOS.length() || length > TODOS.length() + 10) {
      return -1;
    }
    long id = 0;
    for (int i = TODOS.length(); i < length; i++) {
      int digit = path.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      id = id * 10 + digit;
    }
    return id > Integer.MAX_VALUE ? -1 : (int) id;
  }
}
