package io.gatherbench.stub.message;

/**
 * Remembers the options of queries, so that benchmarks measure neither parsing nor garbage. Holds
 * the last query of each of {@value #SLOTS} hash values, whatever clients send. Used by one event
 * loop only.
 */
public final class ResponseOptionsCache {

  private static final int SLOTS = 1024;
  private static final int MAX_LENGTH = 256;

  private final String[] queries = new String[SLOTS];
  private final ResponseOptions[] cached = new ResponseOptions[SLOTS];
  private final ResponseOptions defaults;

  public ResponseOptionsCache() {
    try {
      defaults = ResponseOptions.parse("");
    } catch (BadRequestException e) {
      throw new IllegalStateException(e);
    }
  }

  public ResponseOptions of(String target) throws BadRequestException {
    int from = target.indexOf('?') + 1;
    if (from == 0) {
      return defaults;
    }
    int length = target.length() - from;
    if (length > MAX_LENGTH) {
      return ResponseOptions.parse(target.substring(from));
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
    ResponseOptions options = ResponseOptions.parse(query);
    queries[slot] = query;
    cached[slot] = options;
    return options;
  }
}
