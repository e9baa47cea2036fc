package io.gatherbench.results;

import static io.gatherbench.results.Metric.ANSWERS_EXPECTED;
import static io.gatherbench.results.Metric.CONNECTIONS_ALLOWED;
import static io.gatherbench.results.Metric.CONNECTIONS_OPENED;
import static io.gatherbench.results.Metric.IN_FLIGHT_ALLOWED;
import static io.gatherbench.results.Metric.IN_FLIGHT_CLAIMED;
import static io.gatherbench.results.Metric.IN_FLIGHT_PEAK;
import static io.gatherbench.results.Metric.MACHINE_STEAL;
import static io.gatherbench.results.Metric.REQUESTS_SENT;
import static io.gatherbench.results.Metric.REQUESTS_SERVED;
import static io.gatherbench.results.Metric.STUB_BUSY;
import static io.gatherbench.results.Metric.STUB_LATENESS_P99;
import static io.gatherbench.results.Metric.TIME;
import static io.gatherbench.results.Metric.TIME_BOUND;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rule of which iterations are valid, flagged or void; one without evidence is valid. */
public final class ValidityRule {

  /** Highest lateness of the stub, as a share of the time measured. */
  private static final double MAX_LATENESS = 0.1;

  private static final double MAX_BUSY_PERCENT = 80;
  private static final double MAX_STEAL_PERCENT = 2;

  private ValidityRule() {}

  /** Returns the validity of an iteration by its metrics; unknown ones are left out. */
  public static Validity judge(Map<Metric, Double> metrics) {
    if (!metrics.containsKey(REQUESTS_SENT)) {
      return Validity.VALID;
    }
    long sent = count(metrics, REQUESTS_SENT);
    long served = count(metrics, REQUESTS_SERVED);
    long expected = count(metrics, ANSWERS_EXPECTED);
    if (served > sent || served < expected) {
      return Validity.voided(
          sent
              + " requests sent and "
              + served
              + " served"
              + (expected == sent ? "" : " where " + expected + " have to be"));
    }
    // Where no stub takes part, connections are not seen, nor always what is in flight.
    long peak = count(metrics, IN_FLIGHT_PEAK);
    long inFlightAllowed = count(metrics, IN_FLIGHT_ALLOWED);
    if (peak > inFlightAllowed) {
      return Validity.voided(
          peak + " requests in flight where " + inFlightAllowed + " are allowed");
    }
    long opened = count(metrics, CONNECTIONS_OPENED);
    long allowed = count(metrics, CONNECTIONS_ALLOWED);
    if (opened > allowed) {
      return Validity.voided(
          opened
              + " connections opened while measuring"
              + (allowed == 0 ? "" : " where " + allowed + " are allowed"));
    }
    double bound = value(metrics, TIME_BOUND);
    if (metrics.containsKey(TIME) && metrics.get(TIME) < bound) {
      return Validity.voided("faster than its bound of " + bound + " ms, which cannot be");
    }
    long claimed = count(metrics, IN_FLIGHT_CLAIMED);
    List<String> reasons = flags(metrics, peak < claimed ? claimed : 0);
    return reasons.isEmpty() ? Validity.VALID : Validity.flagged(String.join("; ", reasons));
  }

  /** Returns what else limited the number; {@code missed} is a claimed overlap not seen, or 0. */
  private static List<String> flags(Map<Metric, Double> metrics, long missed) {
    List<String> reasons = new ArrayList<>();
    // Where nothing waits, nothing has to overlap, and the stub's own work is part of the time.
    boolean waits = value(metrics, TIME_BOUND) > 0;
    if (waits && missed > 0) {
      // The claim itself was proved when the connections were opened, with a longer latency.
      reasons.add(
          "fewer than "
              + missed
              + " requests overlapped: the first were answered before the last were sent");
    }
    double late = value(metrics, STUB_LATENESS_P99);
    if (waits && metrics.containsKey(TIME) && late > MAX_LATENESS * metrics.get(TIME)) {
      reasons.add("the stub was late by more than 10 % of the time measured");
    }
    if (value(metrics, STUB_BUSY) > MAX_BUSY_PERCENT) {
      reasons.add("the stub's event loop was busy over 80 % of the time");
    }
    if (value(metrics, MACHINE_STEAL) > MAX_STEAL_PERCENT) {
      reasons.add("the hypervisor took over 2 % of the processors' time");
    }
    return reasons;
  }

  private static long count(Map<Metric, Double> metrics, Metric metric) {
    return (long) value(metrics, metric);
  }

  private static double value(Map<Metric, Double> metrics, Metric metric) {
    return metrics.getOrDefault(metric, 0.0);
  }
}
