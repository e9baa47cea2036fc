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
   *
   * @param streams that the server allows on a connection over HTTP/2; 0 for no limit
   */
  public static DefaultLimits of(
      NamedClient client, Protocol protocol, boolean futures, int streams) {
    if (client == Client.OKHTTP && futures) {
      return new DefaultLimits(5, NONE);
    }
    boolean unlimited = protocol.isHttp2() && streams == 0;
    if (unlimited || !(client instanceof Client own)) {
      return new DefaultLimits(NONE, NONE);
    }
    if (protocol.isHttp2()) {
      return overStreams(own, streams);
    }
    return switch (own) {
      case JDK, OKHTTP -> new DefaultLimits(NONE, NONE);
      case VERTX, APACHE -> new DefaultLimits(5, NONE);
      case JETTY -> new DefaultLimits(64, 1_024);
      case REACTOR_NETTY -> new DefaultLimits(500, 1_000);
    };
  }

  /** Where a connection has no stream left, requests fail, wait, or get another connection. */
  private static DefaultLimits overStreams(Client client, int streams) {
    return switch (client) {
      case JDK -> new DefaultLimits(streams, 0);
      case VERTX -> new DefaultLimits(streams, NONE);
      case JETTY -> new DefaultLimits(64 * streams, 1_024);
      case OKHTTP, REACTOR_NETTY, APACHE -> new DefaultLimits(NONE, NONE);
    };
  }

  /** Returns how many of some requests that are sent at once fail, because no more may wait. */
  public int rejected(int requests) {
    return (int) Math.max(0, (long) requests - inFlight - waiting);
  }
}
