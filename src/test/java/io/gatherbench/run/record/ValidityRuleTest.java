package io.gatherbench.run.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.results.Validity;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidityRuleTest {

  @Test
  void equalWorkIsValid() {
    assertThat(ValidityRule.judge(work())).isEqualTo(Validity.VALID);
  }

  @Test
  void aBenchmarkThatCertifiesNothingIsValid() {
    assertThat(ValidityRule.judge(Map.of("time", 1.0))).isEqualTo(Validity.VALID);
  }

  @Test
  void oneRequestTooFewOrTooManyIsVoid() {
    assertVoid("requests_served", 639, "640 requests sent and 639 served");
    assertVoid("requests_served", 641, "640 requests sent and 641 served");
  }

  @Test
  void moreInFlightThanClaimedIsVoid() {
    assertVoid("in_flight_peak", 65, "65 requests in flight where 64 are claimed");
  }

  @Test
  void aConnectionOpenedWhileMeasuringIsVoid() {
    assertVoid("connections_opened", 1, "1 connections opened while measuring");
  }

  @Test
  void whereSomeAreCancelledTheOthersHaveToBeAnswered() {
    Map<String, Double> work = work();
    work.put("answers_expected", 10.0);
    work.put("requests_served", 10.0);
    assertThat(ValidityRule.judge(work)).isEqualTo(Validity.VALID);
    work.put("requests_served", 9.0);
    assertThat(ValidityRule.judge(work).reason())
        .isEqualTo("640 requests sent and 9 served where 10 have to be");
  }

  @Test
  void cancelledRequestsMayStillBeSeen() {
    Map<String, Double> work = work();
    work.put("in_flight_allowed", 128.0);
    work.put("in_flight_peak", 128.0);
    assertThat(ValidityRule.judge(work)).isEqualTo(Validity.VALID);
  }

  @Test
  void whatAScenarioClosesItMayOpenAgain() {
    Map<String, Double> work = work();
    work.put("connections_allowed", 7.0);
    work.put("connections_opened", 7.0);
    assertThat(ValidityRule.judge(work)).isEqualTo(Validity.VALID);
    work.put("connections_opened", 8.0);
    assertThat(ValidityRule.judge(work).reason())
        .isEqualTo("8 connections opened while measuring where 7 are allowed");
  }

  @Test
  void aScoreUnderItsBoundIsVoid() {
    assertVoid("time", 9.99, "faster than its bound");
  }

  @Test
  void lessInFlightThanClaimedIsFlagged() {
    Map<String, Double> work = work();
    work.put("in_flight_peak", 63.0);
    assertThat(ValidityRule.judge(work).kind()).isEqualTo(Validity.Kind.FLAGGED);
    assertThat(ValidityRule.judge(work).reason()).contains("fewer than 64");
  }

  @Test
  void whatTheStubOrTheMachineLimitedIsFlagged() {
    assertFlagged("stub_lateness_p99", 1.2, "the stub was late by more than 10 % of the time");
    assertFlagged("stub_busy", 81, "the stub's event loop was busy over 80 % of the time");
    assertFlagged("machine_steal", 2.1, "the hypervisor took over 2 %");
  }

  @Test
  void upToTheLimitsNothingIsFlagged() {
    Map<String, Double> work = work();
    work.putAll(Map.of("stub_lateness_p99", 1.1, "stub_busy", 80.0, "machine_steal", 2.0));
    assertThat(ValidityRule.judge(work)).isEqualTo(Validity.VALID);
  }

  @Test
  void whereNothingWaitsTheStubsOwnWorkIsPartOfTheTime() {
    Map<String, Double> work = work();
    work.putAll(Map.of("time_bound", 0.0, "in_flight_peak", 3.0, "stub_lateness_p99", 9.0));
    assertThat(ValidityRule.judge(work)).isEqualTo(Validity.VALID);
  }

  @Test
  void allReasonsToFlagAreTold() {
    Map<String, Double> work = work();
    work.putAll(Map.of("stub_busy", 99.0, "stub_lateness_p99", 5.0));
    assertThat(ValidityRule.judge(work).reason())
        .contains("late by more")
        .contains("; the stub's event");
  }

  private static void assertFlagged(String metric, double value, String reason) {
    Map<String, Double> work = work();
    work.put(metric, value);
    assertThat(ValidityRule.judge(work).kind()).isEqualTo(Validity.Kind.FLAGGED);
    assertThat(ValidityRule.judge(work).reason()).contains(reason);
  }

  private static void assertVoid(String metric, double value, String reason) {
    Map<String, Double> work = work();
    work.put(metric, value);
    assertThat(ValidityRule.judge(work).kind()).isEqualTo(Validity.Kind.VOID);
    assertThat(ValidityRule.judge(work).reason()).contains(reason);
  }

  private static Map<String, Double> work() {
    Map<String, Double> work = new HashMap<>();
    work.put("time", 11.5);
    work.put("requests_sent", 640.0);
    work.put("requests_served", 640.0);
    work.put("in_flight_peak", 64.0);
    work.put("in_flight_claimed", 64.0);
    work.put("in_flight_allowed", 64.0);
    work.put("answers_expected", 640.0);
    work.put("connections_opened", 0.0);
    work.put("connections_allowed", 0.0);
    work.put("time_bound", 10.0);
    return work;
  }
}
