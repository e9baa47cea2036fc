package io.gatherbench.stub.message;

import io.gatherbench.stub.delay.Latency;

/**
 * The query parameters that every endpoint takes; {@link #UNSTATED} or null for those missing.
 * Immutable, so that one may serve all requests with the same query.
 *
 * @param ownBytes how much memory is kept for these options of one request alone, about
 */
public record ResponseOptions(
    Latency latency,
    long seed,
    long number,
    int bytes,
    int status,
    Fault fault,
    Parameters parameters,
    int ownBytes) {

  public static final int UNSTATED = -1;

  /** The longest body of a request or a response, 1 MiB. */
  public static final int MAX_BYTES = 1 << 20;

  private static final long MAX_NUMBER = 999_999_999_999_999_999L;

  /** Parses what follows the question mark; the empty text gives the defaults. */
  static ResponseOptions parse(String query) throws BadRequestException {
    return parse(query, 0);
  }

  private static ResponseOptions parse(String query, int ownBytes) throws BadRequestException {
    Parameters parameters = Parameters.parse(query);
    return new ResponseOptions(
        parameters.latency("latency"),
        parameters.parsed("seed", Long::valueOf, 0L, "a whole number of 64 bits, negative or not"),
        parameters.whole("n", 0, MAX_NUMBER, UNSTATED),
        (int) parameters.whole("bytes", 0, MAX_BYTES, UNSTATED),
        (int) parameters.whole("status", 200, 599, UNSTATED),
        parameters.parsed("fault", Fault::parse, null, Fault.ALLOWED),
        parameters,
        ownBytes);
  }

  /**
   * Remembers options by query, so that benchmarks measure neither parsing nor garbage. Holds the
   * last query of each of {@value #SLOTS} hash values. Used by one event loop only.
   */
  public static final class Cache {

    private static final int SLOTS = 1024;
    private static final int MAX_LENGTH = 256;

    /** What a character of a query takes if it is the name of a parameter. */
    private static final int BYTES_PER_CHARACTER = 32;

    private final String[] queries = new String[SLOTS];
    private final ResponseOptions[] cached = new ResponseOptions[SLOTS];
    private ResponseOptions defaults;

    public ResponseOptions of(String target) throws BadRequestException {
      int from = target.indexOf('?') + 1;
      if (from == 0) {
        defaults = defaults == null ? parse("") : defaults;
        return defaults;
      }
      int length = target.length() - from;
      if (length > MAX_LENGTH) {
        return parse(target.substring(from), BYTES_PER_CHARACTER * length);
      }
      int hash = 0;
      for (int i = from; i < target.length(); i++) {
        hash = hash * 31 + target.charAt(i);
      }
      int slot = (hash ^ hash >>> 16) & SLOTS - 1;
      String known = queries[slot];
      if (known != null && known.length() == length && target.startsWith(known, from)) {
        return cached[slot];
      }
      String query = target.substring(from);
      ResponseOptions options = parse(query);
      queries[slot] = query;
      cached[slot] = options;
      return options;
    }
  }
}
