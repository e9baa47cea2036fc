package io.gatherbench.first;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.gatherbench.Generator;
import io.gatherbench.results.Metric;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What follows from the events of a process. */
class EventTimesTest {

  @Test
  void firstAnswerAndGatherAreFromTheStart() {
    EventTimes events = events(500, 700);
    assertThat(events.gathers()).isEqualTo(1);
    assertThat(events.metrics())
        .as("too few gathers to have settled")
        .containsOnly(
            entry(Metric.FIRST_ANSWER, 500.0),
            entry(Metric.FIRST_GATHER, 700.0),
            entry(Metric.CPU_UNTIL_ANSWER, 1_000.0),
            entry(Metric.CPU_UNTIL_GATHER, 1_400.0));
  }

  @Test
  void unknownProcessorTimeHasNoMetric() {
    EventTimes events = new EventTimes();
    events.add(500, Double.NaN);
    events.add(700, Double.NaN);
    assertThat(events.metrics()).containsOnlyKeys(Metric.FIRST_ANSWER, Metric.FIRST_GATHER);
  }

  @Test
  void settlesOnceMediansOfFiveStayClose() {
    EventTimes events = events(100);
    double now = 100;
    for (int gather = 1; gather <= 200; gather++) {
      // From the 41st on they take 10 ms: of five, three are such from the 43rd on.
      now += gather <= 40 ? 20 : 10;
      events.add(now, 2 * now);
    }
    assertThat(events.metrics())
        .contains(
            entry(Metric.SETTLED_GATHER, 10.0),
            entry(Metric.SETTLED_AFTER, 100 + 40 * 20 + 3 * 10.0),
            entry(Metric.CPU_UNTIL_SETTLED, 2 * (100 + 40 * 20 + 3 * 10.0)));
  }

  @Test
  void unsettledUntilTheEndHasNoTime() {
    double[] growing = new double[100];
    Arrays.setAll(growing, i -> 10 + i);
    double settled = EventTimes.settledMillis(growing);
    assertThat(settled).isEqualTo(10 + 87);
    assertThat(EventTimes.settledFrom(growing, settled)).isEmpty();
  }

  @Test
  void singleSlowGatherUnsettlesNothing() {
    double[] times = new double[100];
    Arrays.fill(times, 10);
    times[50] = 1_000;
    assertThat(EventTimes.settledFrom(times, 10)).isEqualTo(OptionalInt.of(4));
  }

  @Test
  void onlyManySlowGathersUnsettle() {
    double[] times = new double[400];
    Arrays.fill(times, 10);
    Arrays.fill(times, 150, 170, 15);
    assertThat(EventTimes.settledFrom(times, 10)).as("20 slow ones").hasValue(4);
    Arrays.fill(times, 150, 171, 15);
    // The last of the 21 running medians that are too long ends with the 173rd gather.
    assertThat(EventTimes.settledFrom(times, 10)).as("21 slow ones").hasValue(173);
  }

  @Test
  void fewGathersAreNotSettledByChance() {
    double[] times = new double[24];
    Arrays.fill(times, 15);
    Arrays.fill(times, 0, 5, 10);
    Arrays.fill(times, 18, 24, 10);
    assertThat(EventTimes.settledFrom(times, 10)).isEmpty();
  }

  static Stream<Generator> cases() {
    return Generator.cases(20);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void timeOfSettlingIsTheLongestOfSteps(Generator random) {
    int slow = random.intBetween(5, 60);
    double factor = random.doubleBetween(1.2, 5);
    double[] times = new double[100];
    Arrays.setAll(times, i -> (i < slow ? factor : 1) * random.doubleBetween(9.8, 10.2));
    double settled = EventTimes.settledMillis(times);
    assertThat(EventTimes.settledFrom(times, settled)).isEqualTo(OptionalInt.of(slow + 2));
  }

  private static EventTimes events(double... times) {
    EventTimes events = new EventTimes();
    for (double time : times) {
      events.add(time, 2 * time);
    }
    return events;
  }
}
