package io.gatherbench.stub.endpoint;

import io.gatherbench.stub.exchange.Endpoint;
import io.gatherbench.stub.exchange.RateLimits;
import io.gatherbench.stub.message.Route;

/** Which endpoint answers which route. One event loop's. */
public final class Endpoints {

  private final Endpoint[] byRoute = new Endpoint[Route.values().length];

  public Endpoints(RateLimits limits) {
    TodoEndpoints todos = new TodoEndpoints();
    EchoEndpoints echoes = new EchoEndpoints();
    PlainEndpoints plain = new PlainEndpoints();
    StreamEndpoints streams = new StreamEndpoints();
    put(Route.INDEX, plain::index);
    put(Route.TODOS, todos::collection);
    put(Route.TODO, todos::single);
    put(Route.GET, echoes::get);
    put(Route.ANYTHING, echoes::anything);
    put(Route.STATUS, plain::status);
    put(Route.BYTES, plain::bytes);
    put(Route.DELAY, echoes::delay);
    put(Route.STREAM, streams::lines);
    put(Route.SSE, streams::events);
    put(Route.CHAT, new ChatEndpoint());
    put(Route.LIMITED, new LimitedEndpoint(limits));
    put(Route.OTHER, plain::nothing);
  }

  public Endpoint of(Route route) {
    return byRoute[route.ordinal()];
  }

  private void put(Route route, Endpoint endpoint) {
    byRoute[route.ordinal()] = endpoint;
  }
}
