package io.gatherbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.benchmark.state.HashCalibration;
import io.gatherbench.client.adapter.Client;
import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.Strategy;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the scenarios without I/O expect of each strategy, by its bound. */
class TaskBenchmarksTest {

  @Test
  void pausesThatOverlapTakeAsLongAsTheLongest() {
    SleepBenchmark state = pauses(Strategy.EVENT_LOOP);
    int longest = IntStream.rangeClosed(1, 64).map(id -> total(state, id)).max().orElseThrow();
    assertThat(state.boundMillis()).isEqualTo(longest).isBetween(10.0, 100.0);
    assertThat(pauses(Strategy.THREAD_POOL).boundMillis()).isEqualTo(longest);
  }

  @Test
  void pausesInTurnTakeTheirSum() {
    SleepBenchmark state = pauses(Strategy.SEQUENTIAL);
    int sum = IntStream.rangeClosed(1, 64).map(id -> total(state, id)).sum();
    assertThat(state.boundMillis()).isEqualTo(sum).isGreaterThan(500);
    assertThat(pauses(Strategy.BOUNDED_EVENT_LOOP).boundMillis()).isEqualTo(sum / 4.0);
  }

  @Test
  void thePartsOfAPauseDifferAndASeedPicksThem() {
    SleepBenchmark state = pauses(Strategy.EVENT_LOOP);
    state.parts = 3;
    assertThat(state.pauses(1)).hasSize(3);
    assertThat(IntStream.rangeClosed(1, 64).flatMap(id -> Arrays.stream(state.pauses(id))))
        .allMatch(millis -> millis >= 1)
        .contains(3, 5, 8);
    int[] first = state.pauses(1);
    state.seed = 3;
    assertThat(state.pauses(1)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void computingIsSharedOutAmongProcessors(Strategy strategy) {
    CpuBoundBenchmark state = new CpuBoundBenchmark();
    state.strategy = strategy;
    state.requests = 64;
    state.poolSize = "requests";
    state.maxInFlight = 16;
    int overlap = strategy.overlap(64, new ConcurrencyLimits(64, 16));
    boolean onOneLoop = strategy.clients().get(0) == Client.VERTX;
    double expected = onOneLoop ? 640 : 640.0 / Math.min(8, overlap);
    assertThat(state.boundMillis(10, 8)).isEqualTo(expected);
    state.poolSize = "4";
    assertThat(state.boundMillis(10, 8))
        .isEqualTo(strategy == Strategy.THREAD_POOL ? 160 : expected);
  }

  @Test
  void theHashSaysHowManyRoundsThereWere() {
    byte[] block = {1, 2, 3};
    assertThat(HashCalibration.hash(block, 2))
        .isEqualTo(HashCalibration.hash(HashCalibration.hash(block, 1), 1))
        .isNotEqualTo(HashCalibration.hash(block, 3));
  }

  private static int total(SleepBenchmark state, int id) {
    return Arrays.stream(state.pauses(id)).sum();
  }

  private static SleepBenchmark pauses(Strategy strategy) {
    SleepBenchmark state = new SleepBenchmark();
    state.strategy = strategy;
    state.requests = 64;
    state.poolSize = "requests";
    state.maxInFlight = 4;
    state.parts = 2;
    state.pause = "5ms";
    state.sigma = "0.5";
    state.seed = 1;
    return state;
  }
}
