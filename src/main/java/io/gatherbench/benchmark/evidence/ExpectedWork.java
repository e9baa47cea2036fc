package io.gatherbench.benchmark.evidence;

/**
 * The evidence that each iteration must show, known before it is measured.
 *
 * @param overlap requests of an operation in flight at once, if the client is fast enough
 * @param inFlight limit of what the stub may see in flight at once
 * @param leastAnswers requests of an operation that must be answered
 * @param mostConnections limit of the connections that an operation opens
 * @param cancels whether requests are cancelled, some before they are sent: those that were sent
 *     are then those that the stub saw
 */
public record ExpectedWork(
    int overlap, int inFlight, int leastAnswers, int mostConnections, boolean cancels) {

  /** Creates what a scenario that cancels nothing must show. */
  public ExpectedWork(int overlap, int inFlight, int leastAnswers, int mostConnections) {
    this(overlap, inFlight, leastAnswers, mostConnections, false);
  }

  /** Returns that all requests are answered on connections that are open beforehand. */
  public static ExpectedWork answered(int requests, int overlap) {
    return new ExpectedWork(overlap, overlap, requests, 0);
  }

  /**
   * Returns that at least one request is answered and the others are cancelled. Over HTTP/1.1 a
   * cancelled request costs its connection, which the next operation opens again; its requests may
   * arrive before the stub has seen the end of the last ones.
   */
  public static ExpectedWork cancelled(int requests, int overlap) {
    return new ExpectedWork(overlap, 2 * overlap, 1, requests, true);
  }

  /** Returns the same for several measuring threads, each with requests of its own. */
  public ExpectedWork by(int threads) {
    return new ExpectedWork(
        overlap * threads, inFlight * threads, leastAnswers, mostConnections, cancels);
  }
}
