package io.gatherbench.stub.message;

import io.gatherbench.stub.delay.Latency;

/**
 * What a query asks of any endpoint. Immutable, so that one may serve all requests with the same
 * query.
 *
 * @param latency how long the answer is held back
 * @param seed of everything that is drawn
 * @param number the request's number as the client states it, or {@link #UNSTATED}
 * @param bytes the size of the answer's body, 0 or more, or {@link #UNSTATED}
 * @param status the answer's status, or {@link #UNSTATED}
 * @param fault how the exchange shall fail, or null
 * @param parameters all of the query, for what single endpoints take
 */
public record ResponseOptions(
    Latency latency,
    long seed,
    long number,
    int bytes,
    int status,
    Fault fault,
    Parameters parameters) {

  /** Stands for a number that the query does not state. */
  public static final int UNSTATED = -1;

  /** The most bytes of one body, 1 MiB. */
  public static final int MAX_BYTES = 1 << 20;

  /** The largest request number. */
  static final long MAX_NUMBER = 999_999_999_999_999_999L;

  private static final Latency NONE = new Latency.Fixed("0ms", 0);

  /**
   * @param query what follows the question mark, or the empty text
   */
  static ResponseOptions parse(String query) throws BadRequestException {
    Parameters parameters = Parameters.parse(query);
    return new ResponseOptions(
        parameters.latency("latency", NONE),
        parameters.parsed("seed", ResponseOptions::seed, 0L),
        parameters.whole("n", 0, MAX_NUMBER, UNSTATED),
        (int) parameters.whole("bytes", 0, MAX_BYTES, UNSTATED),
        (int) parameters.whole("status", 200, 599, UNSTATED),
        parameters.parsed("fault", Fault::parse, null),
        parameters);
  }

  /** Whether what happens depends on the request's number. */
  boolean needsNumber() {
    return !(latency instanceof Latency.Fixed) || fault != null && fault.isSelective();
  }

  private static Long seed(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a whole number of 64 bits, negative or not", e);
    }
  }
}
