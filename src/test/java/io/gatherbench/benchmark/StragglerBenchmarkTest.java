package io.gatherbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatherbench.strategy.Strategy;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the scenario expects of each strategy, by its bound. */
class StragglerBenchmarkTest {

  @Test
  void whereAllOverlapTheTotalIsTheSlowest() {
    assertThat(state(Strategy.EVENT_LOOP).boundMillis()).isEqualTo(200);
    assertThat(state(Strategy.THREAD_POOL).boundMillis()).isEqualTo(200);
  }

  @Test
  void oneAfterTheOtherItIsTheSum() {
    StragglerBenchmark state = state(Strategy.SEQUENTIAL);
    double sum = IntStream.rangeClosed(1, 64).mapToDouble(id -> millis(state, id)).sum();
    assertThat(state.boundMillis()).isCloseTo(sum, within(0.001)).isGreaterThan(700);
  }

  @Test
  void fourAtATimeShareTheSum() {
    double sum = state(Strategy.SEQUENTIAL).boundMillis();
    assertThat(state(Strategy.BOUNDED_EVENT_LOOP).boundMillis())
        .isCloseTo(Math.max(200, sum / 4), within(0.001));
  }

  @Test
  void oneIsVerySlowAndTheOthersDifferByTheSeed() {
    StragglerBenchmark state = state(Strategy.EVENT_LOOP);
    assertThat(millis(state, 32)).isEqualTo(200);
    assertThat(IntStream.rangeClosed(1, 64).mapToLong(state::nanos).boxed())
        .doesNotHaveDuplicates();
    double first = millis(state, 1);
    state.seed = 2;
    assertThat(millis(state, 1)).isNotEqualTo(first);
  }

  private static double millis(StragglerBenchmark state, int id) {
    return state.nanos(id) / 1e6;
  }

  private static StragglerBenchmark state(Strategy strategy) {
    StragglerBenchmark state = new StragglerBenchmark();
    state.strategy = strategy;
    state.requests = 64;
    state.poolSize = "requests";
    state.maxInFlight = 4;
    state.latency = "10ms";
    state.sigma = "0.5";
    state.straggler = "200ms";
    state.seed = 1;
    return state;
  }
}
