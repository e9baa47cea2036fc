package io.gatherbench.client;

import java.net.URI;
import java.time.Duration;

/**
 * The settings that every client is opened with, whichever library it is. All have keep-alive
 * besides, and no proxy, redirects, cookies, compression or retries.
 *
 * @param base scheme, host and port of the server
 * @param connections limit of open connections, as many of which may be idle, for half a minute at
 *     least: between iterations, while costs are read, nothing is sent; {@link #LIBRARY_LIMITS} for
 *     what each library has by default. {@code java.net.http} has no such limit, nor has OkHttp for
 *     blocking calls: there the strategy's overlap is the limit
 * @param timeout longest wait of one request: {@code java.net.http} counts from sending to the
 *     headers of the response, the others each silence on the connection
 * @param executor inside {@code java.net.http}; the other libraries keep their own
 * @param trusted what a server has to show over TLS; null for what the JDK trusts
 */
public record ClientSettings(
    URI base,
    int connections,
    Duration timeout,
    Protocol protocol,
    ClientExecutor executor,
    TrustedCertificate trusted) {

  /** Stands for the limits that each library has by default. */
  public static final int LIBRARY_LIMITS = 0;

  public ClientSettings(URI base, int connections, Duration timeout, Protocol protocol) {
    this(base, connections, timeout, protocol, ClientExecutor.CACHED, null);
  }

  public ClientSettings(URI base, int connections, Duration timeout) {
    this(base, connections, timeout, Protocol.HTTP_1_1);
  }

  /** Returns these settings with the library's own limits. */
  public ClientSettings withLibraryLimits() {
    return new ClientSettings(base, LIBRARY_LIMITS, timeout, protocol, executor, trusted);
  }

  /** Returns whether the library's own limits are replaced. */
  public boolean setsLimits() {
    return connections != LIBRARY_LIMITS;
  }
}
