package io.gatherbench.benchmark.evidence;

/**
 * The evidence that each iteration must show, known before it is measured.
 *
 * @param overlap requests of an operation in flight at once, if the client is fast enough
 * @param inFlight limit of what the stub may see in flight at once
 * @param leastAnswers requests of an operation that must be answered
 * @param mostConnections limit of the connections that an operation opens
 * @param boundMillis the least time that the arithmetic allows for one operation
 */
public record ExpectedWork(
    int overlap, int inFlight, int leastAnswers, int mostConnections, double boundMillis) {

  /** Returns that all requests are answered, on connections that are open beforehand. */
  public static ExpectedWork answered(int requests, int overlap, double boundMillis) {
    return new ExpectedWork(overlap, overlap, requests, 0, boundMillis);
  }

  /**
   * Returns that some requests are answered and the others cancelled. Over HTTP/1.1 a cancelled
   * request costs its connection, which the next operation opens again; and its requests may arrive
   * while the stub has not yet seen the end of the last ones.
   */
  public static ExpectedWork cancelled(
      int requests, int overlap, int leastAnswers, double boundMillis) {
    return new ExpectedWork(overlap, 2 * overlap, leastAnswers, requests, boundMillis);
  }

  /** Returns the same for several measuring threads, each with requests of its own. */
  public ExpectedWork by(int threads) {
    return new ExpectedWork(
        overlap * threads, inFlight * threads, leastAnswers, mostConnections, boundMillis);
  }
}
