package io.gatherbench.client;

import java.net.URI;
import java.time.Duration;

/**
 * What every client is set up with, whichever library it is: HTTP/1.1 with keep-alive, no
 * redirects, no cookies, no compression, and the values here.
 *
 * @param base scheme, host and port of the server
 * @param connections the most connections open at once, 1 or more. {@code java.net.http} has no
 *     such limit; there the strategy bounds it, because none has more requests in flight than this
 * @param timeout the longest time one request may take, from sending to the last byte of the body
 */
public record ClientSettings(URI base, int connections, Duration timeout) {

  /** The User-Agent that all clients send. */
  static final String USER_AGENT = "gatherbench";

  /** The Accept header that all clients send. */
  static final String ACCEPT = "application/json";
}
