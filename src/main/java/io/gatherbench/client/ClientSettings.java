package io.gatherbench.client;

import java.net.URI;
import java.time.Duration;

/**
 * The settings that every client is opened with, whichever library it is. All have keep-alive
 * besides, and no proxy, redirects, cookies, compression or retries.
 *
 * @param base scheme, host and port of the server
 * @param connections limit of open connections, 1 or more. {@code java.net.http} has no such limit;
 *     there the strategy's overlap is the limit
 * @param timeout longest wait of one request: {@code java.net.http} counts from sending to the
 *     headers of the response, Vert.x and HttpClient 5 each silence on the connection
 */
public record ClientSettings(URI base, int connections, Duration timeout, Protocol protocol) {

  public ClientSettings(URI base, int connections, Duration timeout) {
    this(base, connections, timeout, Protocol.HTTP_1_1);
  }
}
