package io.gatherbench.stub.message;

import io.gatherbench.stub.delay.Latency;

/**
 * The query parameters that every endpoint takes. Immutable, so that one may serve all requests
 * with the same query.
 *
 * @param latency the delay of the response
 * @param seed the seed of everything that is drawn
 * @param number the request's number as the client states it, or {@link #UNSTATED}
 * @param bytes the size of the response's body, 0 or more, or {@link #UNSTATED}
 * @param status the response's status, or {@link #UNSTATED}
 * @param fault how the exchange fails, or null
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

  /** The longest body of a request or a response, 1 MiB. */
  public static final int MAX_BYTES = 1 << 20;

  private static final long MAX_NUMBER = 999_999_999_999_999_999L;

  /** Parses what follows the question mark; the empty text gives the defaults. */
  static ResponseOptions parse(String query) throws BadRequestException {
    Parameters parameters = Parameters.parse(query);
    return new ResponseOptions(
        parameters.latency("latency"),
        parameters.parsed("seed", Long::valueOf, 0L, "a whole number of 64 bits, negative or not"),
        parameters.whole("n", 0, MAX_NUMBER, UNSTATED),
        (int) parameters.whole("bytes", 0, MAX_BYTES, UNSTATED),
        (int) parameters.whole("status", 200, 599, UNSTATED),
        parameters.parsed("fault", Fault::parse, null, Fault.ALLOWED),
        parameters);
  }
}
