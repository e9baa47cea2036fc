package io.gatherbench.stub;

/** The options of a stub; port 0 is any free one, {@code tls} is HTTPS instead of HTTP. */
public record StubOptions(
    String host, int port, int eventLoops, StubTransport transport, boolean tls) {

  /** The loopback address, which only this machine reaches. */
  public static final String LOOPBACK = "127.0.0.1";

  /** Returns the options of a run: loopback, any free port, one event loop. */
  public static StubOptions forRun() {
    return new StubOptions(LOOPBACK, 0, 1, StubTransport.AUTO, false);
  }
}
