package io.gatherbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.benchmark.state.CallbackExecutor;
import io.gatherbench.strategy.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the scenarios that do something with each answer expect, by their bounds. */
class FollowUpBenchmarksTest {

  @ParameterizedTest
  @CsvSource({"EVENT_LOOP, 330", "WORKER, 30", "VIRTUAL_THREAD, 15"})
  void blockingCallsTakeTurnsOnFewThreads(CallbackExecutor place, double expected) {
    BlockedLoopBenchmark state = new BlockedLoopBenchmark();
    state.place = place;
    state.requests = 64;
    state.latency = "10ms";
    state.blockFor = "5ms";
    assertThat(state.boundMillis()).isEqualTo(expected);
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
  void onTheLoopComputingSerialises(Strategy strategy, CallbackExecutor where, double expected) {
    assertThat(mixed(strategy, where).boundMillis(1, 8)).isEqualTo(expected);
  }

  @Test
  void onOneProcessorThePoolGivesNothing() {
    assertThat(mixed(Strategy.EVENT_LOOP, CallbackExecutor.POOL).boundMillis(1, 1)).isEqualTo(74);
  }

  private static MixedBenchmark mixed(Strategy strategy, CallbackExecutor where) {
    MixedBenchmark state = new MixedBenchmark();
    state.strategy = strategy;
    state.where = where;
    state.requests = 64;
    state.latency = "10ms";
    state.poolSize = "requests";
    state.maxInFlight = 16;
    return state;
  }
}
