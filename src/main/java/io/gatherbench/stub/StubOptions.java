package io.gatherbench.stub;

/**
 * How to start a stub.
 *
 * @param host the address to listen on
 * @param port the port, or 0 for any free one
 * @param eventLoops how many event loops serve requests, 1 or more
 * @param transport what carries the sockets
 * @param tls whether to serve HTTPS, under a certificate made at start, instead of HTTP
 */
public record StubOptions(
    String host, int port, int eventLoops, StubTransport transport, boolean tls) {

  /** Loopback, which nothing outside this machine reaches. */
  public static final String LOOPBACK = "127.0.0.1";

  /** Loopback, any free port, one event loop: what a run uses. */
  public static StubOptions forRun() {
    return new StubOptions(LOOPBACK, 0, 1, StubTransport.AUTO, false);
  }
}
