package io.gatherbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.strategy.Strategy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The step at JDK 24. That JDKs keep to it, every fork proves when it opens its connections. */
class MonitorBenchmarkTest {

  @ParameterizedTest
  @CsvSource({
    "VIRTUAL_THREADS,  21, 2",
    "VIRTUAL_THREADS,  23, 2",
    "VIRTUAL_THREADS,  24, 16",
    "VIRTUAL_THREADS,  27, 16",
    "EVENT_LOOP_AWAIT, 21, 2",
    "EVENT_LOOP_AWAIT, 25, 16",
    "THREAD_POOL,      21, 16",
    "PLATFORM_THREADS, 21, 16"
  })
  void monitorsPinVirtualThreadsBefore24(Strategy strategy, int jdk, int expected) {
    MonitorBenchmark state = new MonitorBenchmark();
    state.strategy = strategy;
    state.requests = 16;
    assertThat(state.overlap(jdk, 2)).isEqualTo(expected);
    assertThat(state.overlap(jdk, 64)).isEqualTo(16);
  }
}
