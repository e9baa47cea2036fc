package io.gatherbench.stub.endpoint;

import io.gatherbench.stub.exchange.Endpoint;
import io.gatherbench.stub.exchange.RateLimits;
import io.gatherbench.stub.exchange.Route;
import io.gatherbench.stub.exchange.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The one table of the stub's routes: methods, path, what it responds, and the endpoint. */
public final class Endpoints {

  private static final String READ = "GET, HEAD";

  private final List<Route> table = new ArrayList<>();

  private Endpoints() {}

  /** Creates the routes of one event loop. */
  public static Routes routes(RateLimits limits) {
    return new Routes(new Endpoints().table(limits));
  }

  private List<Route> table(RateLimits limits) {
    TodoEndpoints todos = new TodoEndpoints();
    EchoEndpoints echoes = new EchoEndpoints();
    PlainEndpoints plain = new PlainEndpoints(this::described, this::labels);
    add(READ, "/", "these lines", plain::index);
    add("GET, HEAD, POST", "/todos", "200 todos, or one as if it were added", todos::collection);
    add(
        "DELETE, GET, HEAD, PATCH, PUT",
        "/todos/{id}",
        "one todo, as if it were changed",
        todos::single);
    add(READ, "/get", "query, headers and address of the request", echoes::get);
    add(Route.ANY, "/anything/*", "the same, and its method and body", echoes::anything);
    add(Route.ANY, "/status/{code}", "that status, 200 to 599", plain::status);
    add(READ, "/bytes/{n}", "that many bytes, up to 1048576", plain::bytes);
    add(Route.ANY, "/delay/{seconds}", "as /anything, 0 to 60 seconds later", echoes::delay);
    add(READ, "/stream/{n}", "that many todos as JSON lines, with pause=", todos::lines);
    add(READ, "/sse/{n}", "the same as server-sent events", todos::events);
    add(
        "POST",
        "/v1/chat/completions",
        "a chat, whole or streamed, with tokens=, ttft=, pause=",
        new ChatEndpoint());
    add(
        Route.ANY,
        "/limited",
        "429 beyond rate= a second after burst=",
        new LimitedEndpoint(limits));
    add("DELETE, GET, HEAD", Route.LEDGER, "what the stub has seen; DELETE resets it", null);
    add(Route.ANY, "other", "404", plain::notFound);
    return table;
  }

  private void add(String methods, String pattern, String help, Endpoint endpoint) {
    table.add(new Route(table.size(), methods, pattern, help, endpoint));
  }

  private String labels() {
    return known().stream().map(Route::label).collect(Collectors.joining(", "));
  }

  private String described() {
    return known().stream()
        .map(
            route -> String.format("%-22s %s (%s)\n", route.label(), route.help(), route.methods()))
        .collect(Collectors.joining());
  }

  private List<Route> known() {
    return table.subList(0, table.size() - 1);
  }
}
