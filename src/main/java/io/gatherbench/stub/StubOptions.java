package io.gatherbench.stub;

/**
 * How to start a stub.
 *
 * @param host the address to listen on
 * @param port the port, or 0 for any free one
 * @param eventLoops how many event loops serve requests, 1 or more
 */
public record StubOptions(String host, int port, int eventLoops) {

  /** Loopback, any free port, one event loop: what a run uses. */
  public static StubOptions forRun() {
    return new StubOptions("127.0.0.1", 0, 1);
  }
}
