package io.gatherbench.stub;

import java.time.Duration;

/**
 * The options of a stub.
 *
 * @param port 0 is any free one
 * @param tls whether the address is that of HTTPS, and its certificate made at the start; without
 *     it, TLS is there as well, and the certificate made for the first client that wants it
 * @param maxConcurrentStreams of HTTP/2 that a client may have open on a connection
 * @param plantedLateness how long after they are due two in ten responses leave: what a slow stub
 *     does to a measurement; normally zero
 */
public record StubOptions(
    String host,
    int port,
    int eventLoops,
    StubTransport transport,
    boolean tls,
    int maxConcurrentStreams,
    Duration plantedLateness) {

  /** The loopback address, which only this machine reaches. */
  public static final String LOOPBACK = "127.0.0.1";

  /** As many streams as a client wants to open. */
  public static final int MANY_STREAMS = 1_000_000;

  /** Creates options without a limit of streams. */
  public StubOptions(
      String host,
      int port,
      int eventLoops,
      StubTransport transport,
      boolean tls,
      Duration plantedLateness) {
    this(host, port, eventLoops, transport, tls, MANY_STREAMS, plantedLateness);
  }

  /** Returns the options of a run: loopback, any free port, one event loop. */
  public static StubOptions forRun() {
    return new StubOptions(LOOPBACK, 0, 1, StubTransport.AUTO, false, Duration.ZERO);
  }
}
