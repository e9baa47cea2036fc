package io.gatherbench.stub;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/**
 * The ledger at one moment. All counts are since the last reset, but for what is in flight and open
 * now. Immutable.
 *
 * @param identity what the stub is made of
 * @param requests requests read
 * @param answered requests answered whole
 * @param aborted requests whose client went away before the answer
 * @param inFlight requests read and not answered yet
 * @param peakInFlight the most requests in flight at once
 * @param connectionsOpened connections accepted
 * @param connectionsOpen connections open now
 */
public record LedgerReading(
    StubIdentity identity,
    long requests,
    long answered,
    long aborted,
    int inFlight,
    int peakInFlight,
    long connectionsOpened,
    int connectionsOpen) {

  private static final String PRODUCT = "gatherbench-stub";

  /** The reading as the stub sends it. */
  String toJson() {
    return new JsonObject()
        .put("product", PRODUCT)
        .put("jdk", identity.jdk())
        .put("transport", identity.transport())
        .put("eventLoops", identity.eventLoops())
        .put("requests", requests)
        .put("answered", answered)
        .put("aborted", aborted)
        .put("inFlight", inFlight)
        .put("peakInFlight", peakInFlight)
        .put("connectionsOpened", connectionsOpened)
        .put("connectionsOpen", connectionsOpen)
        .encode();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  static LedgerReading fromJson(String text) {
    try {
      JsonObject json = new JsonObject(text);
      if (!PRODUCT.equals(json.getValue("product"))) {
        throw new IllegalArgumentException("no ledger of a gatherbench stub");
      }
      return new LedgerReading(
          new StubIdentity(
              json.getString("jdk"), json.getString("transport"), json.getInteger("eventLoops")),
          json.getLong("requests"),
          json.getLong("answered"),
          json.getLong("aborted"),
          json.getInteger("inFlight"),
          json.getInteger("peakInFlight"),
          json.getLong("connectionsOpened"),
          json.getInteger("connectionsOpen"));
    } catch (DecodeException | ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException("no ledger of a gatherbench stub", e);
    }
  }
}
