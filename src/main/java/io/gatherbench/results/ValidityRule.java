package io.gatherbench.results;

import static io.gatherbench.results.Metric.ANSWERS_EXPECTED;
import static io.gatherbench.results.Metric.ARRIVALS_SHIFT;
import static io.gatherbench.results.Metric.BACKLOG_SHARE;
import static io.gatherbench.results.Metric.CONNECTIONS_ALLOWED;
import static io.gatherbench.results.Metric.CONNECTIONS_OF_OTHER_PROTOCOL;
import static io.gatherbench.results.Metric.CONNECTIONS_OPENED;
import static io.gatherbench.results.Metric.FAILED_SHARE;
import static io.gatherbench.results.Metric.HEAP_DIFFERENCE;
import static io.gatherbench.results.Metric.IN_FLIGHT_ALLOWED;
import static io.gatherbench.results.Metric.IN_FLIGHT_MEAN;
import static io.gatherbench.results.Metric.IN_FLIGHT_PEAK;
import static io.gatherbench.results.Metric.IN_FLIGHT_REQUIRED;
import static io.gatherbench.results.Metric.OUTSTANDING_ERROR;
import static io.gatherbench.results.Metric.OUTSTANDING_EXPECTED;
import static io.gatherbench.results.Metric.OUTSTANDING_LEFT;
import static io.gatherbench.results.Metric.OUTSTANDING_MEAN;
import static io.gatherbench.results.Metric.PROCESS_UNEXPLAINED;
import static io.gatherbench.results.Metric.REJECTED;
import static io.gatherbench.results.Metric.RELEASE_LATENESS_P99;
import static io.gatherbench.results.Metric.REQUESTS_ARRIVED;
import static io.gatherbench.results.Metric.REQUESTS_ENDED;
import static io.gatherbench.results.Metric.REQUESTS_SENT;
import static io.gatherbench.results.Metric.REQUESTS_SERVED;
import static io.gatherbench.results.Metric.RESPONSE_P50;
import static io.gatherbench.results.Metric.STUB_LAG_SHARE;
import static io.gatherbench.results.Metric.TIME;
import static io.gatherbench.results.Metric.TIME_BOUND;

import java.util.Locale;
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

  /** Part of each reason why a time is no time of all requests: it enters no ranking. */
  public static final String OF_THE_OTHERS = "the time is that of the others";

  /** Largest share of failures of requests that arrive at a rate that is sustained. */
  public static final double MOST_FAILED_PERCENT = 1;

  /** Largest difference between two counts of what was in flight, and of the arrivals' times. */
  private static final double MOST_DIFFERENCE = 0.02;

  /** So many standard errors of samples a mean may be off besides. */
  private static final int MOST_ERRORS = 4;

  /** Latest release, as a share of the median response time. */
  private static final double MOST_LATENESS = 0.1;

  /** Of these connections opened meanwhile, each of which delays a request, tails are made. */
  private static final double MOST_OPENED = 0.001;

  /** Largest difference of two accounts of the same memory. */
  private static final double MOST_MEMORY_PERCENT = 10;

  private ValidityRule() {}

  /**
   * Tells whether arrivals outran answers: over the second half of them more was left in flight
   * than chance leaves.
   */
  public static boolean outran(double backlogPercent, double arrivals) {
    double second = arrivals / 2;
    return backlogPercent / 100 * second > MOST_DIFFERENCE * second + Math.sqrt(second);
  }

  /** Tells whether requests were released so late that the generator was measured. */
  public static boolean isLate(double latenessP99, double responseP50) {
    return latenessP99 > MOST_LATENESS * responseP50;
  }

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
    double difference = value(metrics, HEAP_DIFFERENCE);
    if (difference > MOST_MEMORY_PERCENT) {
      return voided(
          "live bytes a request by the collector's count and the class histogram differ by %.0f %%",
          difference);
    }
    double bound = value(metrics, TIME_BOUND);
    if (metrics.containsKey(TIME) && metrics.get(TIME) < bound) {
      return Validity.voided("faster than its bound of " + bound + " ms, which cannot be");
    }
    Validity load = metrics.containsKey(REQUESTS_ARRIVED) ? ofArrivals(metrics) : Validity.VALID;
    double rejected = value(metrics, REJECTED);
    return load.and(
            flagged(
                rejected > 0 && served < sent,
                String.format(
                    Locale.ROOT,
                    "the client rejected %.0f requests of an operation, and " + OF_THE_OTHERS,
                    rejected)))
        .and(
            flagged(
                value(metrics, PROCESS_UNEXPLAINED) > MOST_MEMORY_PERCENT,
                "resident memory did not grow as heap, direct buffers and threads did: over 10 %"
                    + " of process_per_request has other parts"))
        .and(value(metrics, STUB_LAG_SHARE) > MOST_LAG_PERCENT ? STOPPED : Validity.VALID);
  }

  /** Judges requests that arrived at a given rate. */
  private static Validity ofArrivals(Map<Metric, Double> metrics) {
    long arrivals = count(metrics, REQUESTS_ARRIVED);
    long ended = count(metrics, REQUESTS_ENDED);
    if (ended != arrivals) {
      return Validity.voided(arrivals + " requests arrived and " + ended + " ended");
    }
    long left = count(metrics, OUTSTANDING_LEFT);
    if (left != 0) {
      return Validity.voided(left + " requests in flight by count after the last");
    }
    double counted = value(metrics, OUTSTANDING_MEAN);
    double expected = value(metrics, OUTSTANDING_EXPECTED);
    double chance = MOST_ERRORS * value(metrics, OUTSTANDING_ERROR);
    if (Math.abs(counted - expected) > Math.max(MOST_DIFFERENCE * expected, chance)) {
      return voided(
          "%.3f requests in flight by count, where rate and times give %.3f", counted, expected);
    }
    if (outran(value(metrics, BACKLOG_SHARE), arrivals)) {
      return Validity.flagged(
          "the rate was not sustained, because arrivals outran answers: times grow with the"
              + " duration: measure at a lower rate");
    }
    double failed = value(metrics, FAILED_SHARE);
    if (failed > MOST_FAILED_PERCENT) {
      return voided("%.1f %% of the requests failed", failed);
    }
    double seen = value(metrics, IN_FLIGHT_MEAN);
    if (seen > counted + Math.max(MOST_DIFFERENCE * counted, chance)) {
      return voided(
          "%.3f requests in flight by the stub's count and %.3f by the client's", seen, counted);
    }
    return flagged(
            isLate(value(metrics, RELEASE_LATENESS_P99), value(metrics, RESPONSE_P50)),
            "requests were released late by over a tenth of the median, so that the generator was"
                + " measured: measure at a lower rate, or with the stub elsewhere (-p target=)")
        .and(
            flagged(
                value(metrics, ARRIVALS_SHIFT) > 100 * MOST_DIFFERENCE,
                "requests did not reach the stub as scheduled: measure again"))
        .and(
            flagged(
                value(metrics, CONNECTIONS_OPENED) > MOST_OPENED * arrivals,
                "connections were opened while measuring, which is part of the times: open more of"
                    + " them before (connections)"));
  }

  private static Validity flagged(boolean is, String reason) {
    return is ? Validity.flagged(reason) : Validity.VALID;
  }

  private static Validity voided(String form, Object... values) {
    return Validity.voided(String.format(Locale.ROOT, form, values));
  }

  private static long count(Map<Metric, Double> metrics, Metric metric) {
    return (long) value(metrics, metric);
  }

  private static double value(Map<Metric, Double> metrics, Metric metric) {
    return metrics.getOrDefault(metric, 0.0);
  }
}
