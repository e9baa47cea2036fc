package io.gatherbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.strategy.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the scenarios that do something with each answer expect, by their bounds. */
class FollowUpFixturesTest {

  @ParameterizedTest
  @CsvSource({"EVENT_LOOP, 330", "WORKER, 30", "VIRTUAL_THREAD, 15"})
  void blockingCallsTakeTurnsWhereTheyCannotBeMadeAtOnce(CallbackExecutor place, double expected) {
    BlockedLoopFixture fixture = new BlockedLoopFixture();
    fixture.place = place;
    fixture.requests = 64;
    fixture.latency = "10ms";
    fixture.blockFor = "5ms";
    assertThat(fixture.boundMillis()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "EVENT_LOOP,             IN_PLACE, 74",
    "EVENT_LOOP,             POOL,     18",
    "EVENT_LOOP_AWAIT,       IN_PLACE, 18",
    "VIRTUAL_THREADS,        IN_PLACE, 18",
    "COMPLETABLE_FUTURE,     IN_PLACE, 18",
    "SEQUENTIAL,             POOL,     704",
    "ASYNC_SEQUENTIAL,       IN_PLACE, 704",
    "BOUNDED_EVENT_LOOP,     IN_PLACE, 74",
    "BOUNDED_EVENT_LOOP,     POOL,     44",
    "BOUNDED_VIRTUAL_THREADS,POOL,     44"
  })
  void onTheLoopComputingSerialises(Strategy strategy, Where where, double expected) {
    assertThat(mixed(strategy, where).boundMillis(1, 8)).isEqualTo(expected);
  }

  @Test
  void onOneProcessorThePoolGivesNothing() {
    assertThat(mixed(Strategy.EVENT_LOOP, Where.POOL).boundMillis(1, 1)).isEqualTo(74);
  }

  private static MixedFixture mixed(Strategy strategy, Where where) {
    MixedFixture fixture = new MixedFixture();
    fixture.strategy = strategy;
    fixture.where = where;
    fixture.requests = 64;
    fixture.latency = "10ms";
    fixture.poolSize = "requests";
    fixture.maxInFlight = 16;
    return fixture;
  }
}
