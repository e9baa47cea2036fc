package io.gatherbench.benchmark.evidence;

import static org.openjdk.jmh.results.AggregationPolicy.AVG;
import static org.openjdk.jmh.results.AggregationPolicy.MAX;
import static org.openjdk.jmh.results.AggregationPolicy.SUM;

import java.util.Locale;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.ScalarResult;

/** What a certificate consists of. The rows have the names in small letters. */
public enum WorkMetric {
  /** Requests that the client sent; where no stub takes part, tasks that were started. */
  REQUESTS_SENT("#", SUM),
  /** The fewest of them that have to be answered: all, but where the scenario cancels some. */
  ANSWERS_EXPECTED("#", SUM),
  /** Requests that the stub answered; tasks that came back with the right result. */
  REQUESTS_SERVED("#", SUM),
  /** Requests whose client went away before they were answered. */
  REQUESTS_ABORTED("#", SUM),
  /** The most requests in flight at once. */
  IN_FLIGHT_PEAK("#", MAX),
  /** How many the strategy claims to overlap. */
  IN_FLIGHT_CLAIMED("#", MAX),
  /** The most that may be: the same, but where cancelled requests may still be seen. */
  IN_FLIGHT_ALLOWED("#", MAX),
  /** Connections opened while measuring. */
  CONNECTIONS_OPENED("#", SUM),
  /** The most connections that the scenario has to open: none, but where it closes some. */
  CONNECTIONS_ALLOWED("#", SUM),
  /** Connections that the client has to the stub. */
  CONNECTIONS_USED("#", MAX),
  /** The least time that the arithmetic allows for one operation. */
  TIME_BOUND("ms", AVG),
  /** 99 of 100 answers left the stub no later than this after they were due. */
  STUB_LATENESS_P99("ms", MAX),
  /** The share of the time in which the stub's busiest event loop ran on a processor. */
  STUB_BUSY("%", AVG),
  /** The median of what single requests took in the client. */
  REQUEST_P50("ms", AVG),
  /** 99 of 100 single requests took no longer. */
  REQUEST_P99("ms", AVG),
  /** What the slowest request took. */
  REQUEST_MAX("ms", MAX),
  /**
   * From the start of an operation until the first item of an answer; the mean over its answers.
   */
  TIME_FIRST_ITEM("ms", AVG),
  /** Answers of an operation that said that it was too early to ask. */
  REJECTED("#", AVG);

  private final String unit;
  private final AggregationPolicy policy;

  WorkMetric(String unit, AggregationPolicy policy) {
    this.unit = unit;
    this.policy = policy;
  }

  ScalarResult result(double value) {
    return new ScalarResult(name().toLowerCase(Locale.ROOT), value, unit, policy);
  }
}
