package io.gatherbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidityRuleTest {

  @Test
  void equalWorkIsValid() {
    assertThat(ValidityRule.judge(work())).isEqualTo(Validity.VALID);
  }

  @Test
  void aBenchmarkThatCertifiesNothingIsValid() {
    assertThat(ValidityRule.judge(Map.of(Metric.TIME, 1.0))).isEqualTo(Validity.VALID);
  }

  @Test
  void oneRequestTooFewOrTooManyIsVoid() {
    assertVoid(Metric.REQUESTS_SERVED, 639, "640 requests sent and 639 served");
    assertVoid(Metric.REQUESTS_SERVED, 641, "640 requests sent and 641 served");
  }

  @Test
  void moreInFlightThanClaimedIsVoid() {
    assertVoid(Metric.IN_FLIGHT_PEAK, 65, "65 requests in flight where 64 are allowed");
  }

  @Test
  void lessInFlightThanRequiredIsVoid() {
    assertVoid(Metric.IN_FLIGHT_REQUIRED, 65, "64 requests in flight where 65 have to be");
    Map<Metric, Double> work = work();
    work.put(Metric.IN_FLIGHT_REQUIRED, 64.0);
    assertThat(ValidityRule.judge(work)).isEqualTo(Validity.VALID);
  }

  @Test
  void twoAccountsOfMemoryMustAgree() {
    assertVoid(
        Metric.HEAP_DIFFERENCE,
        11,
        "live bytes a request by the collector's count and the class histogram differ by 11 %");
    Map<Metric, Double> work = work();
    work.put(Metric.HEAP_DIFFERENCE, 9.9);
    work.put(Metric.PROCESS_UNEXPLAINED, 9.9);
    assertThat(ValidityRule.judge(work)).isEqualTo(Validity.VALID);
    work.put(Metric.PROCESS_UNEXPLAINED, 10.1);
    assertThat(ValidityRule.judge(work).toString())
        .startsWith("flagged: resident memory did not grow as heap");
  }

  @Test
  void requestsThatTheClientRejectsAreSaid() {
    Map<Metric, Double> work = work();
    work.put(Metric.REJECTED, 54.0);
    assertThat(ValidityRule.judge(work)).as("made again, and served").isEqualTo(Validity.VALID);
    work.put(Metric.REQUESTS_SENT, work.get(Metric.REQUESTS_SENT) + 54);
    assertThat(ValidityRule.judge(work).toString())
        .isEqualTo(
            "flagged: the client rejected 54 requests of an operation, and the time is that of the"
                + " others");
  }

  @Test
  void aConnectionOpenedWhileMeasuringIsVoid() {
    assertVoid(Metric.CONNECTIONS_OPENED, 1, "1 connections opened while measuring");
  }

  @Test
  void arrivalsAreJudgedByTheirOwnEvidence() {
    assertThat(ValidityRule.judge(arrivals())).isEqualTo(Validity.VALID);
    assertArrivals(Metric.REQUESTS_ENDED, 639, "void: 640 requests arrived and 639 ended");
    assertArrivals(Metric.FAILED_SHARE, 1.1, "void: 1.1 % of the requests failed");
    assertArrivals(
        Metric.OUTSTANDING_MEAN, 11, "void: 11.000 requests in flight by count, where rate and");
    assertArrivals(
        Metric.IN_FLIGHT_MEAN,
        10.4,
        "void: 10.400 requests in flight by the stub's count and 10.1");
    assertArrivals(
        Metric.OUTSTANDING_LEFT, 1, "void: 1 requests in flight by count after the last");
    assertArrivals(Metric.BACKLOG_SHARE, 8, "flagged: the rate was not sustained, because");
    assertArrivals(Metric.RELEASE_LATENESS_P99, 1.1, "flagged: requests were released late");
    assertArrivals(Metric.ARRIVALS_SHIFT, 2.1, "flagged: requests did not reach the stub as");
    assertArrivals(Metric.CONNECTIONS_OPENED, 1, "flagged: connections were opened");
  }

  @Test
  void failuresOfARateThatIsNotSustainedAreNoReason() {
    Map<Metric, Double> metrics = arrivals();
    metrics.put(Metric.BACKLOG_SHARE, 50.0);
    metrics.put(Metric.FAILED_SHARE, 50.0);
    assertThat(ValidityRule.judge(metrics).kind()).isEqualTo(Validity.Kind.FLAGGED);
  }

  @Test
  void fewSamplesMayBeOffByTheirError() {
    Map<Metric, Double> metrics = arrivals();
    metrics.put(Metric.OUTSTANDING_MEAN, 11.0);
    metrics.put(Metric.OUTSTANDING_ERROR, 0.3);
    assertThat(ValidityRule.judge(metrics)).isEqualTo(Validity.VALID);
  }

  private static Map<Metric, Double> arrivals() {
    Map<Metric, Double> metrics = work();
    metrics.put(Metric.REQUESTS_ARRIVED, 640.0);
    metrics.put(Metric.REQUESTS_ENDED, 640.0);
    metrics.put(Metric.CONNECTIONS_ALLOWED, 640.0);
    metrics.put(Metric.OUTSTANDING_MEAN, 10.1);
    metrics.put(Metric.OUTSTANDING_EXPECTED, 10.0);
    metrics.put(Metric.OUTSTANDING_ERROR, 0.01);
    metrics.put(Metric.IN_FLIGHT_MEAN, 9.8);
    metrics.put(Metric.RESPONSE_P50, 10.5);
    metrics.put(Metric.TIME_BOUND, 0.0);
    return metrics;
  }

  private static void assertArrivals(Metric metric, double value, String start) {
    Map<Metric, Double> metrics = arrivals();
    metrics.put(metric, value);
    assertThat(ValidityRule.judge(metrics).toString()).startsWith(start);
  }

  @Test
  void whereSomeAreCancelledTheOthersHaveToBeAnswered() {
    Map<Metric, Double> work = work();
    work.put(Metric.ANSWERS_EXPECTED, 10.0);
    work.put(Metric.REQUESTS_SERVED, 10.0);
    assertThat(ValidityRule.judge(work)).isEqualTo(Validity.VALID);
    work.put(Metric.REQUESTS_SERVED, 9.0);
    assertThat(ValidityRule.judge(work).reason())
        .isEqualTo("640 requests sent and 9 served where 10 have to be");
  }

  @Test
  void cancelledRequestsMayStillBeSeen() {
    Map<Metric, Double> work = work();
    work.put(Metric.IN_FLIGHT_ALLOWED, 128.0);
    work.put(Metric.IN_FLIGHT_PEAK, 128.0);
    assertThat(ValidityRule.judge(work)).isEqualTo(Validity.VALID);
  }

  @Test
  void whatAScenarioClosesItMayOpenAgain() {
    Map<Metric, Double> work = work();
    work.put(Metric.CONNECTIONS_ALLOWED, 7.0);
    work.put(Metric.CONNECTIONS_OPENED, 7.0);
    assertThat(ValidityRule.judge(work)).isEqualTo(Validity.VALID);
    work.put(Metric.CONNECTIONS_OPENED, 8.0);
    assertThat(ValidityRule.judge(work).reason())
        .isEqualTo("8 connections opened while measuring where 7 are allowed");
  }

  @Test
  void aScoreUnderItsBoundIsVoid() {
    assertVoid(Metric.TIME, 9.99, "faster than its bound");
  }

  @Test
  void lessInFlightThanClaimedIsValid() {
    // The claim was proved before; here the client may be slower than the latency.
    Map<Metric, Double> work = work();
    work.put(Metric.IN_FLIGHT_PEAK, 63.0);
    assertThat(ValidityRule.judge(work)).isEqualTo(Validity.VALID);
  }

  @Test
  void stubThatStoodStillIsFlagged() {
    Map<Metric, Double> work = work();
    work.put(Metric.STUB_LAG_SHARE, 24.9);
    assertThat(ValidityRule.judge(work)).isEqualTo(Validity.VALID);
    work.put(Metric.STUB_LAG_SHARE, 25.1);
    assertThat(ValidityRule.judge(work).kind()).isEqualTo(Validity.Kind.FLAGGED);
    assertThat(ValidityRule.judge(work).reason()).startsWith("the stub stood still");
    work.put(Metric.REQUESTS_SERVED, 639.0);
    assertThat(ValidityRule.judge(work).kind()).isEqualTo(Validity.Kind.VOID);
  }

  @Test
  void worseOfTwoCountsAndFlagsAreJoined() {
    Validity late = Validity.flagged("late");
    Validity busy = Validity.flagged("busy");
    Validity wrong = Validity.voided("3 sent");
    assertThat(late.and(busy)).isEqualTo(Validity.flagged("late; busy"));
    assertThat(late.and(Validity.VALID)).isEqualTo(late);
    assertThat(Validity.VALID.and(late)).isEqualTo(late);
    assertThat(late.and(wrong)).isEqualTo(wrong);
    assertThat(wrong.and(late)).isEqualTo(wrong);
    assertThat(wrong.and(Validity.voided("other"))).isEqualTo(wrong);
  }

  private static void assertVoid(Metric metric, double value, String reason) {
    Map<Metric, Double> work = work();
    work.put(metric, value);
    assertThat(ValidityRule.judge(work).kind()).isEqualTo(Validity.Kind.VOID);
    assertThat(ValidityRule.judge(work).reason()).contains(reason);
  }

  private static Map<Metric, Double> work() {
    Map<Metric, Double> work = new EnumMap<>(Metric.class);
    work.put(Metric.TIME, 11.5);
    work.put(Metric.REQUESTS_SENT, 640.0);
    work.put(Metric.REQUESTS_SERVED, 640.0);
    work.put(Metric.IN_FLIGHT_PEAK, 64.0);
    work.put(Metric.IN_FLIGHT_CLAIMED, 64.0);
    work.put(Metric.IN_FLIGHT_ALLOWED, 64.0);
    work.put(Metric.ANSWERS_EXPECTED, 640.0);
    work.put(Metric.CONNECTIONS_OPENED, 0.0);
    work.put(Metric.CONNECTIONS_ALLOWED, 0.0);
    work.put(Metric.TIME_BOUND, 10.0);
    return work;
  }
}
