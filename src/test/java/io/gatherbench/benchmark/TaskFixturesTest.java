package io.gatherbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.benchmark.evidence.TaskTracker;
import io.gatherbench.benchmark.state.HashRounds;
import io.gatherbench.strategy.Strategy;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the scenarios without I/O expect of each strategy, by its bound. */
class TaskFixturesTest {

  @Test
  void pausesThatOverlapTakeAsLongAsTheLongest() {
    PauseFixture fixture = pauses(Strategy.EVENT_LOOP);
    int longest = IntStream.rangeClosed(1, 64).map(id -> total(fixture, id)).max().orElseThrow();
    assertThat(fixture.boundMillis()).isEqualTo(longest).isBetween(10.0, 100.0);
    assertThat(pauses(Strategy.THREAD_POOL).boundMillis()).isEqualTo(longest);
  }

  @Test
  void pausesInTurnTakeTheirSum() {
    PauseFixture fixture = pauses(Strategy.SEQUENTIAL);
    int sum = IntStream.rangeClosed(1, 64).map(id -> total(fixture, id)).sum();
    assertThat(fixture.boundMillis()).isEqualTo(sum).isGreaterThan(500);
    assertThat(pauses(Strategy.BOUNDED_EVENT_LOOP).boundMillis()).isEqualTo(sum / 4.0);
  }

  @Test
  void thePartsOfAPauseDifferAndASeedPicksThem() {
    PauseFixture fixture = pauses(Strategy.EVENT_LOOP);
    fixture.parts = 3;
    assertThat(fixture.pauses(1)).hasSize(3);
    assertThat(IntStream.rangeClosed(1, 64).flatMap(id -> Arrays.stream(fixture.pauses(id))))
        .allMatch(millis -> millis >= 1)
        .contains(3, 5, 8);
    int[] first = fixture.pauses(1);
    fixture.seed = 3;
    assertThat(fixture.pauses(1)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void computingIsSharedOutAmongProcessorsAndNotAmongTasks(Strategy strategy) {
    double expected =
        switch (strategy) {
          case SEQUENTIAL, ASYNC_SEQUENTIAL, EVENT_LOOP, EVENT_LOOP_AWAIT, BOUNDED_EVENT_LOOP ->
              640;
          case THREAD_POOL,
              PLATFORM_THREADS,
              VIRTUAL_THREADS,
              COMPLETABLE_FUTURE,
              BOUNDED_VIRTUAL_THREADS ->
              80;
        };
    ComputingFixture fixture = new ComputingFixture();
    fixture.strategy = strategy;
    fixture.requests = 64;
    fixture.poolSize = "requests";
    fixture.maxInFlight = 16;
    assertThat(fixture.boundMillis(10, 8)).isEqualTo(expected);
    fixture.poolSize = "4";
    assertThat(fixture.boundMillis(10, 8))
        .isEqualTo(strategy == Strategy.THREAD_POOL ? 160 : expected);
  }

  @Test
  void theHashSaysHowManyRoundsThereWere() {
    byte[] block = {1, 2, 3};
    assertThat(new HashRounds(2).of(block))
        .isEqualTo(new HashRounds(1).of(new HashRounds(1).of(block)))
        .isNotEqualTo(new HashRounds(3).of(block));
  }

  @Test
  void aTaskThatDidNotComeBackRightIsAnErrorWithoutARun() {
    TaskTracker work = new TaskTracker(0);
    work.start();
    work.started(64);
    work.finished(63);
    assertThatThrownBy(() -> work.certify(() -> 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ANSWERS_EXPECTED=64.0, REQUESTS_SERVED=63.0");
  }

  @Test
  void moreUnderWayThanClaimedIsAnErrorWithoutARun() {
    TaskTracker work = new TaskTracker(1);
    work.start();
    work.sending(null);
    work.certify(() -> 0);
    work.sending(null);
    assertThatThrownBy(() -> work.certify(() -> 0)).hasMessageContaining("IN_FLIGHT_PEAK=2.0");
  }

  private static int total(PauseFixture fixture, int id) {
    return Arrays.stream(fixture.pauses(id)).sum();
  }

  private static PauseFixture pauses(Strategy strategy) {
    PauseFixture fixture = new PauseFixture();
    fixture.strategy = strategy;
    fixture.requests = 64;
    fixture.poolSize = "requests";
    fixture.maxInFlight = 4;
    fixture.parts = 2;
    fixture.pause = "5ms";
    fixture.sigma = "0.5";
    fixture.seed = 1;
    return fixture;
  }
}
