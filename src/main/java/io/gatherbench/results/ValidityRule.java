package io.gatherbench.results;

import static io.gatherbench.results.Metric.ANSWERS_EXPECTED;
import static io.gatherbench.results.Metric.CONNECTIONS_ALLOWED;
import static io.gatherbench.results.Metric.CONNECTIONS_OF_OTHER_PROTOCOL;
import static io.gatherbench.results.Metric.CONNECTIONS_OPENED;
import static io.gatherbench.results.Metric.IN_FLIGHT_ALLOWED;
import static io.gatherbench.results.Metric.IN_FLIGHT_PEAK;
import static io.gatherbench.results.Metric.IN_FLIGHT_REQUIRED;
import static io.gatherbench.results.Metric.REQUESTS_SENT;
import static io.gatherbench.results.Metric.REQUESTS_SERVED;
import static io.gatherbench.results.Metric.STUB_LAG_SHARE;
import static io.gatherbench.results.Metric.TIME;
import static io.gatherbench.results.Metric.TIME_BOUND;

import java.util.Map;

/**
 * The rule of which iterations are void, or flagged because the stub stood still; one without
 * evidence is valid.
 */
public final class ValidityRule {

  /** With 1,024 threads beside the stub on two processors it is 1 %, under load from others 10. */
  private static final double MOST_LAG_PERCENT = 25;

  private static final Validity STOPPED =
      Validity.flagged(
          "the stub stood still for over a quarter of an iteration, because something stopped it or kept"
              + " its processor: measure again, with longer iterations (-r) if these are short");

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
    long inFlightRequired = count(metrics, IN_FLIGHT_REQUIRED);
    if (peak < inFlightRequired) {
      return Validity.voided(
          peak + " requests in flight where " + inFlightRequired + " have to be");
    }
    long opened = count(metrics, CONNECTIONS_OPENED);
    long allowed = count(metrics, CONNECTIONS_ALLOWED);
    if (opened > allowed) {
      return Validity.voided(
          opened
              + " connections opened while measuring"
              + (allowed == 0 ? "" : " where " + allowed + " are allowed"));
    }
    long others = count(metrics, CONNECTIONS_OF_OTHER_PROTOCOL);
    if (others > 0) {
      return Validity.voided(others + " connections agreed on another protocol than asked");
    }
    double bound = value(metrics, TIME_BOUND);
    if (metrics.containsKey(TIME) && metrics.get(TIME) < bound) {
      return Validity.voided("faster than its bound of " + bound + " ms, which cannot be");
    }
    return value(metrics, STUB_LAG_SHARE) > MOST_LAG_PERCENT ? STOPPED : Validity.VALID;
  }

  private static long count(Map<Metric, Double> metrics, Metric metric) {
    return (long) value(metrics, metric);
  }

  private static double value(Map<Metric, Double> metrics, Metric metric) {
    return metrics.getOrDefault(metric, 0.0);
  }
}
