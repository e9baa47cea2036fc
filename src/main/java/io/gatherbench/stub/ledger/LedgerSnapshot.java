package io.gatherbench.stub.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatherbench.stub.message.StubJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The ledger at one moment. Counts and times are since the last reset, except what is in flight and
 * open now. {@code requests} is the sum of {@code answered}, {@code aborted}, {@code broken} and
 * {@code inFlight}, those that were in flight at the reset included. Immutable.
 *
 * @param answered requests with a whole response
 * @param aborted requests whose client left before the whole response
 * @param broken requests that a fault cut short, as they asked
 * @param connections what they agreed on: those opened or used since the last reset, or open now
 * @param timers delays that are running now
 * @param endpoints how many requests of each ended by status, {@code aborted} or {@code fault:…}
 * @param lateness time from the event loop waking up to read the request to its response being
 *     written, beyond its delay
 * @param inFlightNanos the sum over the requests of the time in which each was in flight
 * @param arrivals when requests were read, after the reset
 * @param cpuNanos processor time of the whole process
 */
public record LedgerSnapshot(
    String product,
    String jdk,
    String transport,
    int eventLoops,
    long requests,
    long answered,
    long aborted,
    long broken,
    int inFlight,
    int peakInFlight,
    long connectionsOpened,
    int connectionsOpen,
    List<Agreement.Count> connections,
    int timers,
    Map<String, Map<String, Long>> endpoints,
    @JsonProperty("latenessNanos") HistogramSummary lateness,
    long inFlightNanos,
    @JsonProperty("arrivalNanos") HistogramSummary arrivals,
    List<Loop> loops,
    long wallNanos,
    long cpuNanos,
    long collectionMillis) {

  static final String PRODUCT = "gatherbench-stub";

  /**
   * One event loop since the last reset.
   *
   * @param busy the share of the time in which its thread ran on a processor, 0 to 1
   * @param waited the share in which it could have run and waited for a processor, 0 to 1; null
   *     where the system does not tell
   * @param lag how late a timer was that is due every 50 ms
   */
  public record Loop(
      long requests, double busy, Double waited, long allocatedBytes, HistogramSummary lag) {}

  /** Returns the stub's JDK, transport and event loops: {@code jdk 25.0.1 epoll loops=1}. */
  public String stub() {
    return "jdk " + jdk + " " + transport + " loops=" + eventLoops;
  }

  /** Returns the mean lateness, in nanoseconds. */
  public double latenessMean() {
    return lateness.mean();
  }

  /** Returns the 90th percentile of the lateness, in nanoseconds. */
  public long latenessP90() {
    return lateness.p90();
  }

  /** Returns the 99th percentile of the lateness, in nanoseconds. */
  public long latenessP99() {
    return lateness.p99();
  }

  /** Returns how long after the median the 90th or 99th percentile arrived, in nanoseconds. */
  public long arrivalAfterMedian(int percentile) {
    return (percentile == 90 ? arrivals.p90() : arrivals.p99()) - arrivals.p50();
  }

  /** Returns the share of the time in which the busiest loop ran on a processor, 0 to 1. */
  public double busy() {
    return loops.stream().mapToDouble(Loop::busy).max().orElse(0);
  }

  /** Returns the longest share in which a loop waited for a processor; empty if it is not told. */
  public OptionalDouble waited() {
    return loops.stream()
        .map(Loop::waited)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .max();
  }

  /** Returns the largest lag of a loop as a share of the time since the reset, 0 to 1. */
  public double lagShare() {
    double lag = loops.stream().mapToLong(loop -> loop.lag().max()).max().orElse(0);
    return Math.min(1, lag / Math.max(1, wallNanos));
  }

  /** Returns the whole bytes that the loops allocated for each request; 0 before the first. */
  @JsonProperty
  public double allocatedPerRequest() {
    double bytes = loops.stream().mapToLong(Loop::allocatedBytes).sum();
    return requests == 0 ? 0 : Math.rint(bytes / requests);
  }

  public String toJson() {
    return StubJson.bytes(this).toString();
  }

  /** Parses what {@link #toJson} wrote; throws {@code IllegalArgumentException} for other texts. */
  public static LedgerSnapshot fromJson(String text) {
    try {
      LedgerSnapshot snapshot = StubJson.parse(text, LedgerSnapshot.class);
      if (snapshot != null && PRODUCT.equals(snapshot.product)) {
        return snapshot;
      }
    } catch (JsonProcessingException e) {
      // It is something else, as below.
    }
    throw new IllegalArgumentException("not the ledger of a gatherbench stub");
  }

  /** Returns a summary of five lines, without line ends. */
  public List<String> summary() {
    double lag = loops.stream().mapToLong(loop -> loop.lag().p99()).max().orElse(0);
    String late =
        lateness.count() == 0
            ? "no response yet"
            : format(
                "p50 %.3f ms, p99 %.3f ms, max %.3f ms",
                lateness.p50() / 1e6, lateness.p99() / 1e6, lateness.max() / 1e6);
    return List.of(
        format(
            "Requests     %,d: %,d answered, %,d aborted, %,d broken by faults, %,d in flight",
            requests, answered, aborted, broken, inFlight),
        format(
            "Peak         %,d in flight; %,d connections opened, %,d open",
            peakInFlight, connectionsOpened, connectionsOpen),
        "Lateness     " + late,
        format(
            "Event loops  %d on %s, the busiest %.0f %% busy, lag p99 %.3f ms",
            eventLoops, transport, busy() * 100, lag / 1e6),
        format(
            "Processor    %.1f s in %.1f s; %,.0f bytes of heap a request",
            cpuNanos / 1e9, wallNanos / 1e9, allocatedPerRequest()));
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
