package io.gatherbench.client;

/** The versions of HTTP that clients can speak. */
public enum Protocol {
  /** HTTP/1.1: one request at a time on a connection. */
  HTTP_1_1,
  /**
   * HTTP/2 without TLS. Many requests share a connection, up to the number of streams that the
   * server allows, which is 100 with Vert.x.
   */
  H2C
}
