package io.gatherbench.benchmark.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.gatherbench.results.Metric;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.Result;

class EvidenceTest {

  @Test
  void unequalWorkIsAnErrorWithoutARun() {
    Evidence unequal =
        new Evidence()
            .with(Metric.REQUESTS_SENT, 10)
            .with(Metric.ANSWERS_EXPECTED, 10)
            .with(Metric.REQUESTS_SERVED, 9)
            .with(Metric.IN_FLIGHT_PEAK, 1)
            .with(Metric.IN_FLIGHT_ALLOWED, 1)
            .with(Metric.CONNECTIONS_OPENED, 0)
            .with(Metric.CONNECTIONS_ALLOWED, 0);
    assertThatThrownBy(unequal::handIn)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("void: 10 requests sent and 9 served")
        .hasMessageContaining("REQUESTS_SENT=10.0, REQUESTS_SERVED=9.0, ANSWERS_EXPECTED=10.0");
  }

  @Test
  void wrongTaskIsAnErrorWithoutARun() throws Exception {
    TaskTracker work = new TaskTracker(0);
    work.start();
    work.started(64);
    work.finished(63);
    assertThatThrownBy(() -> work.end(() -> 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("REQUESTS_SERVED=63.0, ANSWERS_EXPECTED=64.0");
  }

  @Test
  void excessOverlapIsAnErrorWithoutARun() throws Exception {
    TaskTracker work = new TaskTracker(1);
    work.start();
    work.sending(null);
    work.end(() -> 0);
    work.sending(null);
    assertThatThrownBy(() -> work.end(() -> 0)).hasMessageContaining("IN_FLIGHT_PEAK=2.0");
  }

  @Test
  void flaggedWorkIsNoErrorWithoutARun() {
    new Evidence()
        .with(Metric.REQUESTS_SENT, 1)
        .with(Metric.REQUESTS_SERVED, 1)
        .with(Metric.ANSWERS_EXPECTED, 1)
        .with(Metric.STUB_BUSY, 99)
        .handIn();
  }

  @Test
  void profilerTakesTheEvidenceOfItsIterationOnly() {
    WorkProfiler profiler = new WorkProfiler();
    profiler.beforeIteration(null, null);
    new Evidence().with(Metric.REQUESTS_SENT, 3).with(Metric.IN_FLIGHT_PEAK, 2).handIn();
    assertThat(profiler.afterIteration(null, null, null))
        .extracting(Result::getLabel, Result::getScore, Result::getScoreUnit)
        .containsExactly(tuple("requests_sent", 3.0, "#"), tuple("in_flight_peak", 2.0, "#"));
    profiler.beforeIteration(null, null);
    assertThat(profiler.afterIteration(null, null, null)).isEmpty();
    assertThat(IterationProfiler.registered()).isEmpty();
  }

  @Test
  void secondReceiverIsRefused() {
    WorkProfiler profiler = new WorkProfiler();
    profiler.beforeIteration(null, null);
    try {
      assertThatThrownBy(() -> new WorkProfiler().beforeIteration(null, null))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("two iterations at once");
    } finally {
      profiler.afterIteration(null, null, null);
    }
    assertThatThrownBy(() -> profiler.afterIteration(null, null, null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("an iteration ended twice");
  }
}
