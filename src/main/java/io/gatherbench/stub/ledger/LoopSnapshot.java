package io.gatherbench.stub.ledger;

import io.vertx.core.json.JsonObject;

/**
 * One event loop since the last reset. Immutable.
 *
 * @param requests requests that it read
 * @param busy the share of the time in which its thread ran on a processor, 0 to 1
 * @param allocatedBytes bytes that its thread allocated on the heap
 * @param lag how late a timer was that is due every 50 ms, in nanoseconds
 */
public record LoopSnapshot(long requests, double busy, long allocatedBytes, HistogramSummary lag) {

  JsonObject toJson() {
    return new JsonObject()
        .put("requests", requests)
        .put("busy", busy)
        .put("allocatedBytes", allocatedBytes)
        .put("lag", lag.toJson());
  }

  static LoopSnapshot fromJson(JsonObject json) {
    return new LoopSnapshot(
        json.getLong("requests"),
        json.getDouble("busy"),
        json.getLong("allocatedBytes"),
        HistogramSummary.fromJson(json.getJsonObject("lag")));
  }
}
