package io.gatherbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the iterations of a fork say together; two processors, one measuring thread. */
class ForkRuleTest {

  private static final ForkRule RULE = new ForkRule(2, 1, true);

  private final List<Map<Metric, Double>> iterations =
      new ArrayList<>(List.of(quiet(), quiet(), quiet()));

  @Test
  void aQuietForkIsValid() {
    assertThat(judge().validity()).isEqualTo(Validity.VALID);
    assertThat(judge().shares()).containsOnlyKeys(Metric.COMPILER_SHARE, Metric.STUB_SHARE);
  }

  @Test
  void theCompilersShareIsThatOfWhatItCanHaveTaken() {
    Map<Metric, Double> busy = quiet();
    busy.putAll(
        Map.of(
            Metric.TIME, 20.0,
            Metric.COMPILER_PER_REQUEST, 60.0,
            Metric.CPU_PER_REQUEST, 140.0,
            Metric.STUB_BUSY, 30.0));
    iterations.set(0, busy);
    iterations.set(1, busy);
    iterations.set(2, busy);
    // Half is above the bound, three in ten of the work, 0.64 + 0.3 of two processors are used.
    assertThat(share(Metric.COMPILER_SHARE)).isCloseTo(50 * 0.3 * 0.94 / 2, within(1e-9));
    assertThat(judge().validity().reason()).startsWith("the compiler was still at work");
  }

  @Test
  void noMoreThanAllProcessorsAreUsed() {
    iterations.forEach(
        metrics -> {
          metrics.put(Metric.TIME, 20.0);
          metrics.put(Metric.COMPILER_PER_REQUEST, 300.0);
          metrics.put(Metric.CPU_PER_REQUEST, 700.0);
        });
    assertThat(share(Metric.COMPILER_SHARE)).isCloseTo(50 * 0.3, within(1e-9));
  }

  @Test
  void oneIterationDoesNotMakeAForkUnsettled() {
    iterations.get(0).put(Metric.COMPILER_PER_REQUEST, 15.0);
    assertThat(share(Metric.COMPILER_SHARE)).isBetween(0.1, 3.5);
    assertThat(judge().validity()).isEqualTo(Validity.VALID);
  }

  @Test
  void whereTheCompilersTimeIsNotToldNeitherIsItsShare() {
    iterations.forEach(metrics -> metrics.remove(Metric.COMPILER_PER_REQUEST));
    assertThat(judge().shares()).doesNotContainKey(Metric.COMPILER_SHARE);
    assertThat(judge().validity()).isEqualTo(Validity.VALID);
  }

  @Test
  void aStubThatHadNoProcessorIsToldFromASlowOne() {
    iterations.forEach(metrics -> metrics.put(Metric.STUB_LATENESS_P99, 3.0));
    assertThat(share(Metric.STUB_SHARE)).isCloseTo(25, within(1e-9));
    assertThat(judge().validity().reason())
        .startsWith("the stub was late by over 20 % of the time, though it had a processor");
    iterations.forEach(metrics -> metrics.put(Metric.STUB_WAIT, 20.0));
    assertThat(judge().validity().reason())
        .startsWith("the stub was late by over 20 % of the time for want of a processor");
  }

  @Test
  void theLatenessOfMostIterationsCounts() {
    iterations.get(0).put(Metric.STUB_LATENESS_P99, 9.0);
    assertThat(judge().validity()).isEqualTo(Validity.VALID);
  }

  @Test
  void ofFewRequestsTheNinetiethPercentileCounts() {
    iterations.forEach(
        metrics -> {
          metrics.put(Metric.REQUESTS_SENT, 400.0);
          metrics.put(Metric.STUB_LATENESS_P99, 9.0);
        });
    assertThat(judge().validity()).isEqualTo(Validity.VALID);
    iterations.forEach(metrics -> metrics.put(Metric.STUB_LATENESS_P90, 3.0));
    assertThat(judge().validity().kind()).isEqualTo(Validity.Kind.FLAGGED);
  }

  @Test
  void inASequenceTheLatenessOfAllCounts() {
    iterations.forEach(
        metrics -> {
          metrics.put(Metric.IN_FLIGHT_CLAIMED, 1.0);
          metrics.put(Metric.TIME_BOUND, 640.0);
          metrics.put(Metric.TIME, 700.0);
          metrics.put(Metric.STUB_LATENESS_MEAN, 0.5);
        });
    assertThat(share(Metric.STUB_SHARE)).isCloseTo(100 * 32 / 700.0, within(1e-9));
    assertThat(judge().validity()).isEqualTo(Validity.VALID);
    iterations.forEach(metrics -> metrics.put(Metric.STUB_LATENESS_MEAN, 0.6));
    assertThat(judge().validity().reason()).startsWith("the stub was late by over 5 %");
  }

  @Test
  void whereNothingWaitsTheStubsOwnWorkIsPartOfTheTime() {
    iterations.forEach(
        metrics -> {
          metrics.put(Metric.TIME_BOUND, 0.0);
          metrics.put(Metric.STUB_LATENESS_P99, 9.0);
        });
    assertThat(judge().validity()).isEqualTo(Validity.VALID);
  }

  @Test
  void theMeansOfBusyAndStealCount() {
    iterations.get(0).put(Metric.STUB_BUSY, 99.0);
    iterations.get(0).put(Metric.MACHINE_STEAL, 5.0);
    assertThat(judge().validity()).isEqualTo(Validity.VALID);
    iterations.forEach(metrics -> metrics.put(Metric.STUB_BUSY, 81.0));
    iterations.forEach(metrics -> metrics.put(Metric.MACHINE_STEAL, 2.1));
    assertThat(judge().validity().reason())
        .contains("busy over 80 % of the time")
        .contains("; the hypervisor took over 2 %");
  }

  @Test
  void whatTheCompilerDidToTheStubIsTheCompilers() {
    iterations.forEach(
        metrics -> {
          metrics.put(Metric.TIME, 20.0);
          metrics.put(Metric.COMPILER_PER_REQUEST, 300.0);
          metrics.put(Metric.STUB_LATENESS_P99, 9.0);
          metrics.put(Metric.STUB_WAIT, 20.0);
        });
    assertThat(judge().validity().reason()).startsWith("the compiler").doesNotContain("stub");
    iterations.forEach(metrics -> metrics.put(Metric.STUB_WAIT, 0.5));
    assertThat(judge().validity().reason()).startsWith("the compiler").contains("; the stub");
  }

  @Test
  void whereTheWaitIsNotToldNoCauseIsNamed() {
    iterations.forEach(metrics -> metrics.put(Metric.STUB_LATENESS_P99, 3.0));
    iterations.forEach(metrics -> metrics.remove(Metric.STUB_WAIT));
    assertThat(judge().validity().reason()).isEqualTo("the stub was late by over 20 % of the time");
  }

  @Test
  void severalThreadsInSequenceDoNotOverlap() {
    iterations.forEach(
        metrics -> {
          metrics.put(Metric.IN_FLIGHT_CLAIMED, 4.0);
          metrics.put(Metric.STUB_LATENESS_MEAN, 0.005);
          metrics.put(Metric.STUB_LATENESS_P99, 9.0);
        });
    assertThat(new ForkRule(2, 4, true).judge(iterations).validity()).isEqualTo(Validity.VALID);
    assertThat(judge().validity().kind()).isEqualTo(Validity.Kind.FLAGGED);
  }

  @Test
  void theRunTellsTheProcessorsAndWhetherTheStubHasThemToo() {
    assertThat(rule("jdk 25 epoll loops=1 cores=shared")).isEqualTo(new ForkRule(8, 1, true));
    assertThat(rule("jdk 25 epoll loops=1 cores=6-7 client-cores=0-3,5"))
        .isEqualTo(new ForkRule(5, 1, false));
    assertThat(rule("http://127.0.0.1:80 jdk 25")).isEqualTo(new ForkRule(8, 1, true));
    assertThat(rule("http://10.0.0.7:80 jdk 25")).isEqualTo(new ForkRule(8, 1, false));
  }

  private static ForkRule rule(String stub) {
    Machine machine = new Machine("host", "Linux", "CPU", 8, 1024);
    return ForkRule.of(new RunInfo("run", machine, "25", "VM", "", "G1", stub, "abc"), 1);
  }

  @Test
  void socketsOnNioForWantOfALibraryAreFlagged() {
    iterations.forEach(metrics -> metrics.put(Metric.NATIVE_TRANSPORT, 1.0));
    assertThat(judge().validity()).isEqualTo(Validity.VALID);
    iterations.forEach(metrics -> metrics.put(Metric.NATIVE_TRANSPORT, 0.0));
    assertThat(judge().validity().toString())
        .startsWith("flagged: its sockets were on NIO")
        .contains("a warning at the start of the run");
  }

  @Test
  void aForkWithoutEvidenceIsValid() {
    iterations.replaceAll(metrics -> Map.of(Metric.TIME, 1.0));
    assertThat(judge()).isEqualTo(new ForkRule.Judgement(Map.of(), Validity.VALID));
  }

  private ForkRule.Judgement judge() {
    return RULE.judge(iterations);
  }

  private double share(Metric metric) {
    return judge().shares().get(metric);
  }

  /** An iteration of 100 gathers of 64 requests. */
  private static Map<Metric, Double> quiet() {
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    metrics.put(Metric.TIME, 12.0);
    metrics.put(Metric.TIME_BOUND, 10.0);
    metrics.put(Metric.OPERATIONS, 100.0);
    metrics.put(Metric.REQUESTS_SENT, 6_400.0);
    metrics.put(Metric.IN_FLIGHT_CLAIMED, 64.0);
    metrics.put(Metric.CPU_PER_REQUEST, 85.0);
    metrics.put(Metric.COMPILER_PER_REQUEST, 1.0);
    metrics.put(Metric.STUB_BUSY, 12.0);
    metrics.put(Metric.STUB_WAIT, 1.0);
    metrics.put(Metric.STUB_LATENESS_MEAN, 0.2);
    metrics.put(Metric.STUB_LATENESS_P90, 0.8);
    metrics.put(Metric.STUB_LATENESS_P99, 1.5);
    metrics.put(Metric.MACHINE_STEAL, 0.1);
    return metrics;
  }
}
