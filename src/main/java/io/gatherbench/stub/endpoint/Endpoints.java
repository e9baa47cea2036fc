package io.gatherbench.stub.endpoint;

import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.exchange.Route;
import io.gatherbench.stub.exchange.SharedState;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Parameters;
import io.gatherbench.stub.message.PreparedResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one table of the stub's routes: methods, path, what it responds, and the endpoint. */
public final class Endpoints {

  private static final int MOST_STREAMS = 1_000_000;
  private static final String READ = "GET, HEAD";
  private static final String CHANGE = "DELETE, GET, HEAD, PATCH, PUT";

  private final List<Route> table = new ArrayList<>();

  private final SharedState.StreamLimit streams;
  private final Supplier<CompletableFuture<String>> certificate;

  /** Creates the endpoints of one event loop; the supplier makes the certificate as a PEM file. */
  public Endpoints(SharedState shared, Supplier<CompletableFuture<String>> certificate) {
    this.streams = shared.streams();
    this.certificate = certificate;
    TodoEndpoints todos = new TodoEndpoints();
    HttpbinEndpoints httpbin = new HttpbinEndpoints(shared.limits());
    add(READ, "/", "these lines", this::index);
    add("GET, HEAD, POST", "/todos", "200 todos, or one as if it were added", todos::collection);
    add(CHANGE, "/todos/{id}", "one todo, as if it were changed", todos::single);
    add(READ, "/get", "query, headers and address of the request", httpbin::get);
    add(Route.ANY, "/anything/*", "the same, and its method and body", httpbin::anything);
    add(Route.ANY, "/status/{code}", "that status, 200 to 599", httpbin::status);
    add(READ, "/bytes/{n}", "that many bytes, up to 1048576", httpbin::bytes);
    add(Route.ANY, "/delay/{seconds}", "as /anything, 0 to 60 seconds later", httpbin::delay);
    add(READ, "/stream/{n}", "that many todos as JSON lines, with pause=", todos::lines);
    add(READ, "/sse/{n}", "the same as server-sent events", todos::events);
    String chat = "a chat, whole or streamed, with tokens=, ttft=, pause=";
    add("POST", "/v1/chat/completions", chat, ChatCompletion::respond);
    add(Route.ANY, "/limited", "429 beyond rate= a second after burst=", httpbin::limited);
    control(READ, "/certificate", "what to trust over TLS, as a PEM file", this::certificate);
    String streams = "limit of HTTP/2 streams on new connections; 0: as started";
    control("PUT", "/streams/{n}", streams, this::streams);
    add("DELETE, GET, HEAD", "/ledger", "what the stub has seen; DELETE resets it", null);
    add(Route.ANY, "other", "404", this::notFound);
  }

  /** Returns the routes; the last one is for whatever no other matches. */
  public List<Route> table() {
    return table;
  }

  private void add(String methods, String pattern, String help, Route.Endpoint endpoint) {
    table.add(Route.of(table.size(), methods, pattern, help, endpoint));
  }

  /** Adds a route that sets up a run and is no part of it. */
  private void control(String methods, String pattern, String help, Route.Endpoint endpoint) {
    table.add(Route.of(table.size(), methods, pattern, help, endpoint).uncounted());
  }

  private void index(Exchange exchange) throws BadRequestException {
    String described =
        known()
            .map(route -> "%-22s %s (%s)\n".formatted(route.label(), route.help(), route.methods()))
            .collect(Collectors.joining("", "gatherbench stub\n\n", ""));
    exchange.respond(PreparedResponse.of(PreparedResponse.TEXT, Bytes.of(described)));
  }

  private void certificate(Exchange exchange) {
    exchange.respondLater(
        certificate
            .get()
            .thenApply(pem -> PreparedResponse.of(PreparedResponse.TEXT, Bytes.of(pem))));
  }

  private void streams(Exchange exchange) throws BadRequestException {
    streams.set((int) Parameters.whole("n", exchange.variable(), 0, MOST_STREAMS));
    exchange.respond(PreparedResponse.of(PreparedResponse.TEXT, Bytes.NONE));
  }

  private void notFound(Exchange exchange) throws BadRequestException {
    String labels = known().map(Route::label).collect(Collectors.joining(", "));
    throw new BadRequestException(404, "path", exchange.request().path(), labels);
  }

  private Stream<Route> known() {
    return table.stream().limit(table.size() - 1);
  }
}
