package io.gatherbench.strategy;

import static io.gatherbench.client.adapter.Client.APACHE;
import static io.gatherbench.client.adapter.Client.JDK;
import static io.gatherbench.client.adapter.Client.JETTY;
import static io.gatherbench.client.adapter.Client.OKHTTP;
import static io.gatherbench.client.adapter.Client.REACTOR_NETTY;
import static io.gatherbench.client.adapter.Client.VERTX;

import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.TaskExecutors;
import io.gatherbench.client.adapter.Client;
import io.gatherbench.client.adapter.Clients;
import io.gatherbench.client.adapter.NamedClient;
import io.gatherbench.client.adapter.ProvidedClient;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToIntBiFunction;
import java.util.stream.Stream;

/**
 * The strategies by name, with the overlap, the clients and the JDK of each. New ones come last:
 * the place of each gives it its colour in reports.
 */
public enum Strategy {
  /** One request after the other, on the calling thread. */
  SEQUENTIAL(
      17,
      Calls.BLOCKING,
      List.of(JDK, APACHE, OKHTTP, JETTY, VERTX),
      (requests, limits) -> 1,
      (client, limits) -> new SequentialStrategy(client.openBlocking())),
  /** A fixed pool of platform threads, kept from gather to gather. */
  THREAD_POOL(
      17,
      Calls.BLOCKING,
      List.of(JDK, APACHE, OKHTTP, JETTY, VERTX),
      (requests, limits) -> Math.min(requests, limits.poolSize()),
      (client, limits) ->
          new ThreadsStrategy(TaskExecutors.pool(limits.poolSize()), client.openBlocking())),
  /** A new virtual thread for each request. */
  VIRTUAL_THREADS(
      21,
      Calls.BLOCKING,
      List.of(JDK, APACHE, OKHTTP, JETTY),
      (requests, limits) -> requests,
      (client, limits) ->
          new ThreadsStrategy(TaskExecutors.virtualThreads(), client.openBlocking())),
  /** All requests from one event loop, gathered with {@code Future.all}. */
  EVENT_LOOP(
      17,
      Calls.LOOP,
      List.of(VERTX, REACTOR_NETTY),
      (requests, limits) -> requests,
      (client, limits) -> AsyncClientStrategy.atOnce(client.openAsync())),
  /** The event loop without concurrency: each request is sent after the last is answered. */
  ASYNC_SEQUENTIAL(
      17,
      Calls.LOOP,
      List.of(VERTX, REACTOR_NETTY),
      (requests, limits) -> 1,
      (client, limits) -> AsyncClientStrategy.inTurn(client.openAsync())),
  /** A new platform thread for each request, which ends with it. */
  PLATFORM_THREADS(
      17,
      Calls.BLOCKING,
      List.of(JDK, APACHE, OKHTTP, JETTY, VERTX),
      (requests, limits) -> requests,
      (client, limits) -> new ThreadsStrategy(TaskExecutors.newThreads(), client.openBlocking())),
  /** All requests from the calling thread, gathered with {@code CompletableFuture.allOf}. */
  COMPLETABLE_FUTURE(
      17,
      Calls.FUTURES,
      List.of(JDK, JETTY, OKHTTP),
      (requests, limits) -> requests,
      (client, limits) -> new CompletableFutureStrategy(client.openFutures())),
  /** A new virtual thread for each request, which awaits the event loop's response. */
  EVENT_LOOP_AWAIT(
      21,
      Calls.AWAITED_LOOP,
      List.of(VERTX, REACTOR_NETTY),
      (requests, limits) -> requests,
      (client, limits) ->
          new ThreadsStrategy(TaskExecutors.virtualThreads(), client.openBlocking())),
  /** A new virtual thread for each request, of which a semaphore lets a limited number send. */
  BOUNDED_VIRTUAL_THREADS(
      21,
      Calls.BLOCKING,
      List.of(JDK, APACHE, OKHTTP, JETTY, VERTX),
      (requests, limits) -> Math.min(requests, limits.maxInFlight()),
      (client, limits) ->
          ThreadsStrategy.bounded(
              TaskExecutors.virtualThreads(), client.openBlocking(), limits.maxInFlight())),
  /** A limited number of requests at a time from one event loop; each response sends the next. */
  BOUNDED_EVENT_LOOP(
      17,
      Calls.LOOP,
      List.of(VERTX, REACTOR_NETTY),
      (requests, limits) -> Math.min(requests, limits.maxInFlight()),
      (client, limits) -> AsyncClientStrategy.bounded(client.openAsync(), limits.maxInFlight()));

  /** How a strategy calls its client. */
  private enum Calls {
    BLOCKING,
    FUTURES,
    LOOP,
    AWAITED_LOOP
  }

  private final int minimumJdk;
  private final Calls calls;
  private final List<Client> clients;
  private final ToIntBiFunction<Integer, ConcurrencyLimits> overlap;
  private final BiFunction<ClientOpener, ConcurrencyLimits, RequestStrategy> opener;

  Strategy(
      int minimumJdk,
      Calls calls,
      List<Client> clients,
      ToIntBiFunction<Integer, ConcurrencyLimits> overlap,
      BiFunction<ClientOpener, ConcurrencyLimits, RequestStrategy> opener) {
    this.minimumJdk = minimumJdk;
    this.calls = calls;
    this.clients = clients;
    this.overlap = overlap;
    this.opener = opener;
  }

  /**
   * Opens the strategy together with its client, one of {@link #clients}.
   *
   * @throws IllegalStateException if this JDK lacks what the strategy needs
   */
  public RequestStrategy open(ClientOpener client, ConcurrencyLimits limits) {
    return opener.apply(client, limits);
  }

  /** Returns the claim: the number of requests of a gather that are in flight at once. */
  public int overlap(int requests, ConcurrencyLimits limits) {
    return overlap.applyAsInt(requests, limits);
  }

  /** Returns the first JDK feature release that has what the strategy needs. */
  public int minimumJdk() {
    return minimumJdk;
  }

  /**
   * Returns the clients that can carry the requests: the idiomatic one first, provided ones last.
   */
  public List<NamedClient> clients() {
    return Stream.<NamedClient>concat(
            clients.stream(), Clients.provided().stream().filter(this::takes))
        .toList();
  }

  private boolean takes(ProvidedClient client) {
    return switch (calls) {
      case BLOCKING -> client.hasBlocking();
      case FUTURES -> client.hasFutures();
      case LOOP, AWAITED_LOOP -> false;
    };
  }

  /** Returns whether responses are handled on an event loop, not on a thread that awaits them. */
  public boolean respondsOnLoop() {
    return calls == Calls.LOOP;
  }

  /** Returns the bound: ⌈requests / overlap⌉ turns of one latency, in the latency's unit. */
  public double bound(int requests, ConcurrencyLimits limits, double latency) {
    int overlap = overlap(requests, limits);
    return (requests + overlap - 1) / overlap * latency;
  }
}
