package io.gatherbench.results.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gatherbench.Generator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.util.MultisetStatistics;

class JmhHistogramTest {

  private final ArrayNode pairs = JsonNodeFactory.instance.arrayNode();

  static Stream<Generator> cases() {
    return Generator.cases(50);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void percentilesAreThoseOfJmh(Generator random) {
    MultisetStatistics expected = new MultisetStatistics();
    for (int i = random.intBetween(1, 20); i > 0; i--) {
      double time = Math.rint(random.doubleBetween(0, 30));
      int count = random.intBetween(1, 200);
      expected.addValue(time, count);
      pairs.addArray().add(time).add(count);
    }
    JmhHistogram histogram = JmhHistogram.of(pairs);
    for (double rank : new double[] {50, 90, 99, 100}) {
      assertThat(histogram.percentile(rank)).isCloseTo(expected.getPercentile(rank), within(1e-9));
    }
    assertThat(histogram.mean()).isCloseTo(expected.getMean(), within(1e-9));
  }

  @Test
  void withoutTimesThereIsNoValue() {
    JmhHistogram histogram = JmhHistogram.of(pairs);
    assertThat(histogram.mean()).isNaN();
    assertThat(histogram.percentile(50)).isNaN();
  }
}
