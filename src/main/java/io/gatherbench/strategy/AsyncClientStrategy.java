package io.gatherbench.strategy;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.AsyncClient.AsyncCall;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.strategy.pending.PendingEventLoopRequests;
import io.gatherbench.strategy.pending.PendingRequests;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * The strategies on one event loop. The caller hands the whole gather to the loop in one step:
 * sending from outside would wake the loop once a request.
 */
record AsyncClientStrategy(
    AsyncClient client,
    int maxInFlight,
    LoopQueue arrivals,
    BiFunction<AsyncClient, List<Request>, Future<List<Response>>> sender)
    implements RequestStrategy {

  private AsyncClientStrategy(
      AsyncClient client,
      int maxInFlight,
      BiFunction<AsyncClient, List<Request>, Future<List<Response>>> sender) {
    this(client, maxInFlight, new LoopQueue(client, maxInFlight), sender);
  }

  /** Creates a strategy that sends all requests at once, gathered with {@code Future.all}. */
  static AsyncClientStrategy atOnce(AsyncClient client) {
    return new AsyncClientStrategy(client, Integer.MAX_VALUE, AsyncClientStrategy::sendAtOnce);
  }

  /**
   * Creates a strategy that sends each request after the last is answered.
   *
   * <p>Vert.x and Reactor Netty pass on the end of a response before they give the connection back.
   * A request sent from that very callback, as by {@code compose}, finds none idle: it waits that
   * moment if the pool is limited to one connection, and otherwise opens a second.
   */
  static AsyncClientStrategy inTurn(AsyncClient client) {
    return new AsyncClientStrategy(client, 1, AsyncClientStrategy::sendInTurn);
  }

  static AsyncClientStrategy bounded(AsyncClient client, int maxInFlight) {
    return new AsyncClientStrategy(
        client,
        maxInFlight,
        (open, requests) -> new BoundedGather(open, requests).start(maxInFlight));
  }

  @Override
  public List<Response> gather(List<Request> requests)
      throws RequestFailedException, InterruptedException {
    return AsyncClient.await(client.onEventLoop(() -> sender.apply(client, requests)));
  }

  @Override
  public PendingRequests start(List<Request> requests) {
    return start(requests, i -> client.call(requests.get(i)));
  }

  @Override
  public PendingRequests stream(List<Request> requests, IntFunction<Consumer<String>> lines) {
    return start(requests, i -> client.stream(requests.get(i), lines.apply(i)));
  }

  private PendingRequests start(List<Request> requests, IntFunction<AsyncCall> calls) {
    return PendingEventLoopRequests.start(client, requests, calls, maxInFlight);
  }

  @Override
  public void execute(Arrival arrival) {
    client.loop().execute(() -> arrivals.add(arrival));
  }

  @Override
  public void close() {
    client.close();
  }

  private static Future<List<Response>> sendAtOnce(AsyncClient client, List<Request> requests) {
    List<Future<Response>> responses = new ArrayList<>(requests.size());
    for (Request request : requests) {
      responses.add(client.send(request));
    }
    return Future.all(responses).map(all -> all.list());
  }

  private static Future<List<Response>> sendInTurn(AsyncClient client, List<Request> requests) {
    List<Response> responses = new ArrayList<>(requests.size());
    Future<Void> last = Future.succeededFuture();
    for (Request request : requests) {
      last = last.compose(done -> client.send(request).onSuccess(responses::add).mapEmpty());
    }
    return last.map(responses);
  }
}
