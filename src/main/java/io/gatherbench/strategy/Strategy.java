package io.gatherbench.strategy;

import static io.gatherbench.client.Client.APACHE;
import static io.gatherbench.client.Client.JDK;
import static io.gatherbench.client.Client.VERTX;

import io.gatherbench.client.Client;
import io.gatherbench.client.ClientOpener;
import java.util.List;

/** The strategies by name, with what each claims and needs. */
public enum Strategy {
  /** One request after the other, on the calling thread. */
  SEQUENTIAL(
      17,
      List.of(JDK, APACHE, VERTX),
      (requests, poolSize) -> 1,
      (client, poolSize) -> new SequentialStrategy(client.openBlocking())),
  /** A fixed pool of platform threads, kept from gather to gather. */
  THREAD_POOL(
      17,
      List.of(JDK, APACHE, VERTX),
      Math::min,
      (client, poolSize) -> new ThreadPoolStrategy(client.openBlocking(), poolSize)),
  /** A new virtual thread for each request. */
  VIRTUAL_THREADS(
      21,
      List.of(JDK, APACHE),
      (requests, poolSize) -> requests,
      (client, poolSize) -> new VirtualThreadsStrategy(client.openBlocking())),
  /** All requests from one event loop, gathered with {@code Future.all}. */
  EVENT_LOOP(
      17,
      List.of(VERTX),
      (requests, poolSize) -> requests,
      (client, poolSize) -> new EventLoopStrategy(client.openAsync())),
  /** The event loop without concurrency: each request is sent after the last has answered. */
  ASYNC_SEQUENTIAL(
      17,
      List.of(VERTX),
      (requests, poolSize) -> 1,
      (client, poolSize) -> new AsyncSequentialStrategy(client.openAsync()));

  private final int minimumJdk;
  private final List<Client> clients;
  private final Overlap overlap;
  private final Opener opener;

  /** How many of some requests are in flight at once. */
  private interface Overlap {
    int of(int requests, int poolSize);
  }

  /** Opens a strategy with its client. */
  private interface Opener {
    RequestStrategy open(ClientOpener client, int poolSize);
  }

  Strategy(int minimumJdk, List<Client> clients, Overlap overlap, Opener opener) {
    this.minimumJdk = minimumJdk;
    this.clients = clients;
    this.overlap = overlap;
    this.opener = opener;
  }

  /**
   * Opens the strategy together with its client.
   *
   * @param client opens one of {@link #clients}
   * @param poolSize threads in the pool, 1 or more; strategies without a pool ignore it
   * @throws IllegalStateException if this JDK lacks what the strategy needs
   */
  public RequestStrategy open(ClientOpener client, int poolSize) {
    return opener.open(client, poolSize);
  }

  /**
   * How many requests of a gather are in flight at once, by the strategy's own claim. The stub's
   * ledger is held against it.
   */
  public int overlap(int requests, int poolSize) {
    return overlap.of(requests, poolSize);
  }

  /** The first JDK feature release that has what the strategy needs. */
  public int minimumJdk() {
    return minimumJdk;
  }

  /** The libraries that can carry the requests; the first is the one that it is idiomatic with. */
  public List<Client> clients() {
    return clients;
  }

  /**
   * The least time that the arithmetic allows for a gather of equal requests: ⌈requests / overlap⌉
   * turns of one latency each. In the unit of {@code latency}.
   */
  public double bound(int requests, int poolSize, double latency) {
    int overlap = overlap(requests, poolSize);
    return (requests + overlap - 1) / overlap * latency;
  }
}
