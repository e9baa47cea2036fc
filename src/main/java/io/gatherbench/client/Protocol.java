package io.gatherbench.client;

/** The versions of HTTP that clients can speak. */
public enum Protocol {
  /** HTTP/1.1: one request at a time on a connection. */
  HTTP_1_1,
  /** HTTP/2 without TLS: requests share a connection, up to a limit of streams (Vert.x: 100). */
  H2C
}
