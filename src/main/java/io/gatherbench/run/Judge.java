package io.gatherbench.run;

import io.gatherbench.results.Verdict;
import java.util.Map;

/**
 * Judges an iteration by what its fixture certified: equal work, or void. A benchmark that
 * certifies nothing has nothing to be judged by and is valid.
 */
final class Judge {

  private Judge() {}

  /**
   * @param metrics the iteration's metrics by name
   */
  static Verdict judge(Map<String, Double> metrics) {
    if (!metrics.containsKey("requests_sent")) {
      return Verdict.VALID;
    }
    long sent = metrics.get("requests_sent").longValue();
    long served = metrics.get("requests_served").longValue();
    long expected = metrics.get("answers_expected").longValue();
    if (served > sent || served < expected) {
      return Verdict.voided(
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
      return Verdict.voided(peak + " requests in flight where " + inFlightAllowed + " are claimed");
    }
    long opened = metrics.getOrDefault("connections_opened", 0.0).longValue();
    long allowed = metrics.getOrDefault("connections_allowed", 0.0).longValue();
    if (opened > allowed) {
      return Verdict.voided(
          opened
              + " connections opened while measuring"
              + (allowed == 0 ? "" : " where " + allowed + " are allowed"));
    }
    if (metrics.containsKey("time") && metrics.get("time") < metrics.get("time_bound")) {
      return Verdict.voided(
          "faster than its bound of " + metrics.get("time_bound") + " ms, which cannot be");
    }
    if (peak < claimed && metrics.get("time_bound") > 0) {
      // Where nothing waits, nothing has to overlap.
      // The claim itself was proved when the connections were opened, with a longer latency.
      return Verdict.flagged(
          "fewer than "
              + claimed
              + " requests overlapped: the first were answered before the last were sent");
    }
    return Verdict.VALID;
  }
}
