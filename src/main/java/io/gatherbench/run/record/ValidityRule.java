package io.gatherbench.run.record;

import io.gatherbench.results.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Judges an iteration by what its fixture certified: equal work, or void. A benchmark that
 * certifies nothing has nothing to be judged by and is valid.
 */
public final class ValidityRule {

  /** How late the stub may be, as a share of the time measured. */
  private static final double MOST_LATENESS = 0.1;

  private static final double MOST_BUSY_PERCENT = 80;
  private static final double MOST_STEAL_PERCENT = 2;

  private ValidityRule() {}

  /**
   * The verdict on an iteration.
   *
   * @param metrics its metrics by name, as the rows have them
   */
  public static Validity judge(Map<String, Double> metrics) {
    if (!metrics.containsKey("requests_sent")) {
      return Validity.VALID;
    }
    long sent = metrics.get("requests_sent").longValue();
    long served = metrics.get("requests_served").longValue();
    long expected = metrics.get("answers_expected").longValue();
    if (served > sent || served < expected) {
      return Validity.voided(
          sent
              + " requests sent and "
              + served
              + " served"
              + (expected == sent ? "" : " where " + expected + " have to be"));
    }
    // Where no stub takes part, nobody sees connections, nor always what is in flight.
    long peak = metrics.getOrDefault("in_flight_peak", 0.0).longValue();
    long claimed = metrics.getOrDefault("in_flight_claimed", 0.0).longValue();
    long inFlightAllowed = metrics.getOrDefault("in_flight_allowed", 0.0).longValue();
    if (peak > inFlightAllowed) {
      return Validity.voided(
          peak + " requests in flight where " + inFlightAllowed + " are claimed");
    }
    long opened = metrics.getOrDefault("connections_opened", 0.0).longValue();
    long allowed = metrics.getOrDefault("connections_allowed", 0.0).longValue();
    if (opened > allowed) {
      return Validity.voided(
          opened
              + " connections opened while measuring"
              + (allowed == 0 ? "" : " where " + allowed + " are allowed"));
    }
    if (metrics.containsKey("time") && metrics.get("time") < metrics.get("time_bound")) {
      return Validity.voided(
          "faster than its bound of " + metrics.get("time_bound") + " ms, which cannot be");
    }
    List<String> remarks = remarks(metrics, peak < claimed ? claimed : 0);
    return remarks.isEmpty() ? Validity.VALID : Validity.flagged(String.join("; ", remarks));
  }

  /**
   * What other than the strategy limited the number.
   *
   * @param missed the overlap that was claimed and not seen; 0 if it was seen
   */
  private static List<String> remarks(Map<String, Double> metrics, long missed) {
    List<String> remarks = new ArrayList<>();
    // Where nothing waits, nothing has to overlap, and the stub's own work is part of the time.
    boolean waits = metrics.get("time_bound") > 0;
    if (waits && missed > 0) {
      // The claim itself was proved when the connections were opened, with a longer latency.
      remarks.add(
          "fewer than "
              + missed
              + " requests overlapped: the first were answered before the last were sent");
    }
    double late = metrics.getOrDefault("stub_lateness_p99", 0.0);
    if (waits && metrics.containsKey("time") && late > MOST_LATENESS * metrics.get("time")) {
      remarks.add("the stub was late by more than 10 % of the time measured");
    }
    if (metrics.getOrDefault("stub_busy", 0.0) > MOST_BUSY_PERCENT) {
      remarks.add("the stub's event loop was busy over 80 % of the time");
    }
    if (metrics.getOrDefault("machine_steal", 0.0) > MOST_STEAL_PERCENT) {
      remarks.add("the hypervisor took over 2 % of the processors' time");
    }
    return remarks;
  }
}
