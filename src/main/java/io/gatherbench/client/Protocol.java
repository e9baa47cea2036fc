package io.gatherbench.client;

import java.net.URI;

/** The versions of HTTP that clients can speak, with and without TLS. */
public enum Protocol {
  /** HTTP/1.1: one request at a time on a connection. */
  HTTP_1_1,
  /** HTTP/2 without TLS: requests share a connection, up to a limit of streams (Vert.x: 100). */
  H2C,
  /** HTTP/1.1 over TLS. */
  HTTPS_1_1,
  /** HTTP/2 over TLS, agreed on by ALPN. */
  H2;

  /** Returns whether requests share a connection. */
  public boolean isHttp2() {
    return this == H2C || this == H2;
  }

  /** Returns whether it runs over TLS. */
  public boolean isSecure() {
    return this == HTTPS_1_1 || this == H2;
  }

  /** Returns a server's address with the scheme of this protocol. */
  public URI at(URI server) {
    return isSecure() ? URI.create(server.toString().replaceFirst("^http:", "https:")) : server;
  }
}
