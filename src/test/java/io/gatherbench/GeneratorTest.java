package io.gatherbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratorTest {

  static Stream<Generator> generators() {
    return Generator.cases(100);
  }

  @ParameterizedTest
  @MethodSource("generators")
  void valuesStayInTheirRange(Generator generator) {
    assertThat(generator.intBetween(-3, 3)).isBetween(-3, 3);
    assertThat(generator.longBetween(0, 1L << 40)).isBetween(0L, 1L << 40);
    assertThat(generator.doubleBetween(0.5, 2)).isGreaterThanOrEqualTo(0.5).isLessThan(2);
    assertThat(generator.pick("a", "b")).isIn("a", "b");
    assertThat(generator.string("äß,\"\n", 8)).matches("[äß,\"\n]{0,8}");
    assertThat(generator.list(1, 5, Generator::bool)).hasSizeBetween(1, 5);
  }

  @Test
  void theSameSeedGivesTheSameValues() {
    List<String> values = new Generator(42).list(9, 9, some -> some.string("abc", 20));
    assertThat(new Generator(42).list(9, 9, some -> some.string("abc", 20))).isEqualTo(values);
    assertThat(new Generator(43).list(9, 9, some -> some.string("abc", 20))).isNotEqualTo(values);
  }

  @Test
  void theDisplayNameShowsTheSeed() {
    assertThat(new Generator(42)).hasToString("seed 42");
  }
}
