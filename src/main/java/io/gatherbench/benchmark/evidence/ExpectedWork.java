package io.gatherbench.benchmark.evidence;

/**
 * What a fixture claims of each iteration, before it is measured.
 *
 * @param overlap how many requests of an operation are in flight at once, where the client is quick
 *     enough
 * @param inFlight the most that the stub may see in flight at once
 * @param leastAnswers the fewest requests of an operation that are answered
 * @param mostConnections the most connections that an operation opens
 * @param boundMillis the least time that the arithmetic allows for one operation
 */
public record ExpectedWork(
    int overlap, int inFlight, int leastAnswers, int mostConnections, double boundMillis) {

  /** That all of so many requests are answered, on connections that are open beforehand. */
  public static ExpectedWork answered(int requests, int overlap, double boundMillis) {
    return new ExpectedWork(overlap, overlap, requests, 0, boundMillis);
  }

  /**
   * That some of so many requests are answered and the others cancelled. Over HTTP/1.1 a cancelled
   * request costs its connection, which the next operation opens again; and its requests may arrive
   * while the stub has not yet seen the end of the last ones.
   */
  public static ExpectedWork cancelled(
      int requests, int overlap, int leastAnswers, double boundMillis) {
    return new ExpectedWork(overlap, 2 * overlap, leastAnswers, requests, boundMillis);
  }

  /** The same for several threads that measure, each with requests of its own. */
  public ExpectedWork by(int threads) {
    return new ExpectedWork(
        overlap * threads, inFlight * threads, leastAnswers, mostConnections, boundMillis);
  }
}
