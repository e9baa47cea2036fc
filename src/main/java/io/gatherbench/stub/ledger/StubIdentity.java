package io.gatherbench.stub.ledger;

/**
 * What a stub is made of, for the rows.
 *
 * @param jdk the Java version that it runs on
 * @param transport what carries its sockets: {@code epoll}, {@code kqueue}, {@code io_uring} or
 *     {@code nio}
 * @param eventLoops how many event loops serve requests, 1 or more
 */
public record StubIdentity(String jdk, String transport, int eventLoops) {

  /** One line, as it stands in the rows: {@code jdk 25.0.1 epoll loops=1}. */
  public String summary() {
    return "jdk " + jdk + " " + transport + " loops=" + eventLoops;
  }
}
