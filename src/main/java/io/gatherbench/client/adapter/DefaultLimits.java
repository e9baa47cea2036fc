package io.gatherbench.client.adapter;

import io.gatherbench.client.Protocol;

/**
 * The limits that a library's documentation names for requests to one host, where nothing is set.
 *
 * @param inFlight requests at once
 * @param waiting requests that may wait beyond these; others fail
 */
public record DefaultLimits(int inFlight, int waiting) {

  private static final int NONE = Integer.MAX_VALUE;

  /**
   * Returns a library's limits; OkHttp has others for calls that return a future. One that the
   * class path brings is taken to have none: the fork of one that has shows which, and fails.
   */
  public static DefaultLimits of(NamedClient client, Protocol protocol, boolean futures) {
    if (client == Client.OKHTTP && futures) {
      return new DefaultLimits(5, NONE);
    }
    if (protocol.isHttp2()) {
      // Requests share a connection, as many as the server allows.
      return new DefaultLimits(NONE, NONE);
    }
    if (!(client instanceof Client own)) {
      return new DefaultLimits(NONE, NONE);
    }
    return switch (own) {
      case JDK, OKHTTP -> new DefaultLimits(NONE, NONE);
      case VERTX, APACHE -> new DefaultLimits(5, NONE);
      case JETTY -> new DefaultLimits(64, 1_024);
      case REACTOR_NETTY -> new DefaultLimits(500, 1_000);
    };
  }

  /** Returns how many of some requests that are sent at once fail, because no more may wait. */
  public int rejected(int requests) {
    return (int) Math.max(0, (long) requests - inFlight - waiting);
  }
}
