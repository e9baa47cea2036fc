package io.gatherbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatherbench.strategy.Strategy;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the scenario expects of each strategy, by its bound. */
class StragglerFixtureTest {

  @Test
  void whereAllOverlapTheTotalIsTheSlowest() {
    assertThat(fixture(Strategy.EVENT_LOOP).boundMillis()).isEqualTo(200);
    assertThat(fixture(Strategy.THREAD_POOL).boundMillis()).isEqualTo(200);
  }

  @Test
  void oneAfterTheOtherItIsTheSum() {
    StragglerFixture fixture = fixture(Strategy.SEQUENTIAL);
    double sum = IntStream.rangeClosed(1, 64).mapToDouble(id -> millis(fixture, id)).sum();
    assertThat(fixture.boundMillis()).isCloseTo(sum, within(0.001)).isGreaterThan(700);
  }

  @Test
  void fourAtATimeShareTheSum() {
    double sum = fixture(Strategy.SEQUENTIAL).boundMillis();
    assertThat(fixture(Strategy.BOUNDED_EVENT_LOOP).boundMillis())
        .isCloseTo(Math.max(200, sum / 4), within(0.001));
  }

  @Test
  void oneIsVerySlowAndTheOthersDifferByTheSeed() {
    StragglerFixture fixture = fixture(Strategy.EVENT_LOOP);
    assertThat(millis(fixture, 32)).isEqualTo(200);
    assertThat(IntStream.rangeClosed(1, 64).mapToObj(fixture::latency)).doesNotHaveDuplicates();
    double first = millis(fixture, 1);
    fixture.seed = 2;
    assertThat(millis(fixture, 1)).isNotEqualTo(first);
  }

  private static double millis(StragglerFixture fixture, int id) {
    return Long.parseLong(fixture.latency(id).replace("ns", "")) / 1e6;
  }

  private static StragglerFixture fixture(Strategy strategy) {
    StragglerFixture fixture = new StragglerFixture();
    fixture.strategy = strategy;
    fixture.requests = 64;
    fixture.poolSize = "requests";
    fixture.maxInFlight = 4;
    fixture.latency = "10ms";
    fixture.sigma = "0.5";
    fixture.straggler = "200ms";
    fixture.seed = 1;
    return fixture;
  }
}
