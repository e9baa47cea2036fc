package io.gatherbench.client;

import java.net.URI;
import java.time.Duration;

/**
 * What every client is set up with, whichever library it is: keep-alive, no proxy, no redirects, no
 * cookies, no compression, no retries, and the values here.
 *
 * @param base scheme, host and port of the server
 * @param connections the most connections open at once, 1 or more. {@code java.net.http} has no
 *     such limit; there the strategy bounds it, because none has more requests in flight than this
 * @param timeout the longest time one request may wait. {@code java.net.http} counts from sending
 *     to the headers of the answer, Vert.x and HttpClient 5 each silence on the connection
 * @param protocol the version of HTTP, one that the client has
 */
public record ClientSettings(URI base, int connections, Duration timeout, Protocol protocol) {

  /** The User-Agent that all clients send. */
  public static final String USER_AGENT = "gatherbench";

  /** The Accept header that all clients send. */
  public static final String ACCEPT = "application/json";

  /** Settings for HTTP/1.1. */
  public ClientSettings(URI base, int connections, Duration timeout) {
    this(base, connections, timeout, Protocol.HTTP_1_1);
  }
}
