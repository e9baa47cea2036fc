package io.gatherbench.stub.message;

/**
 * Remembers what queries ask, so that the same query is not read anew with every request: no
 * parsing and no garbage on the way that benchmarks measure. Holds the last of each of {@value
 * #SLOTS} hash values and so cannot grow, whatever clients send. Used by one event loop only.
 */
public final class ResponseOptionsCache {

  private static final int SLOTS = 1024;
  private static final int LONGEST = 256;

  private final String[] queries = new String[SLOTS];
  private final ResponseOptions[] asks = new ResponseOptions[SLOTS];
  private final ResponseOptions nothing;

  public ResponseOptionsCache() {
    try {
      nothing = ResponseOptions.parse("");
    } catch (BadRequestException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What the query of a target asks.
   *
   * @param mark where the question mark is, or -1 if there is none
   */
  public ResponseOptions of(String target, int mark) throws BadRequestException {
    if (mark < 0) {
      return nothing;
    }
    int from = mark + 1;
    int length = target.length() - from;
    if (length > LONGEST) {
      return ResponseOptions.parse(target.substring(from));
    }
    int hash = 0;
    for (int i = from; i < target.length(); i++) {
      hash = hash * 31 + target.charAt(i);
    }
    int slot = (hash ^ hash >>> 16) & SLOTS - 1;
    String known = queries[slot];
    if (known != null && known.length() == length && target.startsWith(known, from)) {
      return asks[slot];
    }
    String query = target.substring(from);
    ResponseOptions ask = ResponseOptions.parse(query);
    queries[slot] = query;
    asks[slot] = ask;
    return ask;
  }
}
