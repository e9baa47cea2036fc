package io.gatherbench.strategy;

import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.JdkClient;
import io.gatherbench.client.VertxClient;

/** The strategies by name, with what each claims and needs. */
public enum Strategy {
  /** One request after the other, on the calling thread. */
  SEQUENTIAL(17, "JDK") {
    @Override
    public RequestStrategy open(ClientSettings settings, int poolSize) {
      return new SequentialStrategy(new JdkClient(settings));
    }

    @Override
    public int overlap(int requests, int poolSize) {
      return 1;
    }
  },
  /** A fixed pool of platform threads, kept from gather to gather. */
  THREAD_POOL(17, "JDK") {
    @Override
    public RequestStrategy open(ClientSettings settings, int poolSize) {
      return new ThreadPoolStrategy(new JdkClient(settings), poolSize);
    }

    @Override
    public int overlap(int requests, int poolSize) {
      return Math.min(requests, poolSize);
    }
  },
  /** A new virtual thread for each request. */
  VIRTUAL_THREADS(21, "JDK") {
    @Override
    public RequestStrategy open(ClientSettings settings, int poolSize) {
      return new VirtualThreadsStrategy(new JdkClient(settings));
    }

    @Override
    public int overlap(int requests, int poolSize) {
      return requests;
    }
  },
  /** All requests from one event loop, gathered with {@code Future.all}. */
  EVENT_LOOP(17, "VERTX") {
    @Override
    public RequestStrategy open(ClientSettings settings, int poolSize) {
      return new EventLoopStrategy(new VertxClient(settings));
    }

    @Override
    public int overlap(int requests, int poolSize) {
      return requests;
    }
  },
  /** The event loop without concurrency: each request is sent after the last has answered. */
  ASYNC_SEQUENTIAL(17, "VERTX") {
    @Override
    public RequestStrategy open(ClientSettings settings, int poolSize) {
      return new AsyncSequentialStrategy(new VertxClient(settings));
    }

    @Override
    public int overlap(int requests, int poolSize) {
      return 1;
    }
  };

  private final int minimumJdk;
  private final String client;

  Strategy(int minimumJdk, String client) {
    this.minimumJdk = minimumJdk;
    this.client = client;
  }

  /**
   * Opens the strategy together with its client.
   *
   * @param poolSize threads in the pool, 1 or more; strategies without a pool ignore it
   * @throws IllegalStateException if this JDK lacks what the strategy needs
   */
  public abstract RequestStrategy open(ClientSettings settings, int poolSize);

  /**
   * How many requests of a gather are in flight at once, by the strategy's own claim. The stub's
   * ledger is held against it.
   */
  public abstract int overlap(int requests, int poolSize);

  /** The first JDK feature release that has what the strategy needs. */
  public int minimumJdk() {
    return minimumJdk;
  }

  /** The library that carries the requests: {@code JDK} or {@code VERTX}. */
  public String client() {
    return client;
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
