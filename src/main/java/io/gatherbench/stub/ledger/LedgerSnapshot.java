package io.gatherbench.stub.ledger;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ledger at one moment. All counts and times are since the last reset, but for what is in
 * flight and open now. Whenever nothing is in flight, {@code requests} is the sum of {@code
 * answered}, {@code aborted} and {@code broken}; at the first moment after a reset, requests that
 * were in flight then add to the sum and not to {@code requests}. Immutable.
 *
 * @param identity what the stub is made of
 * @param requests requests read
 * @param answered requests answered whole
 * @param aborted requests whose client went away before the answer
 * @param broken requests that a fault cut short, as they asked
 * @param inFlight requests read and not answered yet
 * @param peakInFlight the most requests in flight at once
 * @param connectionsOpened connections accepted
 * @param connectionsOpen connections open now
 * @param timers delays that are running now
 * @param endpoints how the requests of each endpoint ended: a status, {@code aborted} or {@code
 *     fault:…}, and how many
 * @param lateness how much longer than asked answers took, from the request being read to the
 *     answer being written, in nanoseconds
 * @param loops the event loops
 * @param wallNanos time since the last reset
 * @param cpuNanos processor time of the whole process
 * @param collectionMillis time in garbage collections
 */
public record LedgerSnapshot(
    StubIdentity identity,
    long requests,
    long answered,
    long aborted,
    long broken,
    int inFlight,
    int peakInFlight,
    long connectionsOpened,
    int connectionsOpen,
    int timers,
    Map<String, Map<String, Long>> endpoints,
    HistogramSummary lateness,
    List<LoopSnapshot> loops,
    long wallNanos,
    long cpuNanos,
    long collectionMillis) {

  private static final String PRODUCT = "gatherbench-stub";
  private static final String NO_LEDGER = "no ledger of a gatherbench stub";

  /** 99 of 100 answers were no later than this, in nanoseconds. */
  public long latenessP99() {
    return lateness.p99();
  }

  /** The share of the time in which the busiest event loop ran on a processor, 0 to 1. */
  public double busy() {
    return loops.stream().mapToDouble(LoopSnapshot::busy).max().orElse(0);
  }

  /** Heap that the event loops allocated for each request, in bytes; 0 before the first. */
  public double allocatedPerRequest() {
    long bytes = loops.stream().mapToLong(LoopSnapshot::allocatedBytes).sum();
    return requests == 0 ? 0 : (double) bytes / requests;
  }

  /** The reading as the stub sends it. */
  public String toJson() {
    JsonArray loopArray = new JsonArray();
    loops.forEach(loop -> loopArray.add(loop.toJson()));
    JsonObject endpointObject = new JsonObject();
    endpoints.forEach(
        (label, ends) -> {
          JsonObject counts = new JsonObject();
          ends.forEach(counts::put);
          endpointObject.put(label, counts);
        });
    return new JsonObject()
        .put("product", PRODUCT)
        .put("jdk", identity.jdk())
        .put("transport", identity.transport())
        .put("eventLoops", identity.eventLoops())
        .put("requests", requests)
        .put("answered", answered)
        .put("aborted", aborted)
        .put("broken", broken)
        .put("inFlight", inFlight)
        .put("peakInFlight", peakInFlight)
        .put("connectionsOpened", connectionsOpened)
        .put("connectionsOpen", connectionsOpen)
        .put("timers", timers)
        .put("endpoints", endpointObject)
        .put("latenessNanos", lateness.toJson())
        .put("loops", loopArray)
        .put("allocatedPerRequest", Math.rint(allocatedPerRequest()))
        .put("wallNanos", wallNanos)
        .put("cpuNanos", cpuNanos)
        .put("collectionMillis", collectionMillis)
        .encode();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  public static LedgerSnapshot fromJson(String text) {
    try {
      JsonObject json = new JsonObject(text);
      if (!PRODUCT.equals(json.getValue("product"))) {
        throw new IllegalArgumentException(NO_LEDGER);
      }
      return new LedgerSnapshot(
          new StubIdentity(
              json.getString("jdk"), json.getString("transport"), json.getInteger("eventLoops")),
          json.getLong("requests"),
          json.getLong("answered"),
          json.getLong("aborted"),
          json.getLong("broken"),
          json.getInteger("inFlight"),
          json.getInteger("peakInFlight"),
          json.getLong("connectionsOpened"),
          json.getInteger("connectionsOpen"),
          json.getInteger("timers"),
          endpoints(json.getJsonObject("endpoints")),
          HistogramSummary.fromJson(json.getJsonObject("latenessNanos")),
          json.getJsonArray("loops").stream()
              .map(loop -> LoopSnapshot.fromJson((JsonObject) loop))
              .toList(),
          json.getLong("wallNanos"),
          json.getLong("cpuNanos"),
          json.getLong("collectionMillis"));
    } catch (DecodeException | ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException(NO_LEDGER, e);
    }
  }

  private static Map<String, Map<String, Long>> endpoints(JsonObject json) {
    Map<String, Map<String, Long>> endpoints = new TreeMap<>();
    for (String label : json.fieldNames()) {
      JsonObject ends = json.getJsonObject(label);
      Map<String, Long> counts = new TreeMap<>();
      ends.fieldNames().forEach(end -> counts.put(end, ends.getLong(end)));
      endpoints.put(label, counts);
    }
    return endpoints;
  }
}
