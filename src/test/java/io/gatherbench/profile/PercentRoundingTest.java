package io.gatherbench.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatherbench.Generator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PercentRoundingTest {

  static Stream<Generator> cases() {
    return Generator.cases(500);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void roundedSharesAddUpTo100(Generator generator) {
    long most = generator.pick(1L, 3L, 1_000L, 1_000_000_000_000L);
    List<Long> counts = generator.list(1, 15, g -> g.longBetween(0, most));
    long total = counts.stream().mapToLong(Long::longValue).sum();
    List<Long> tenths =
        PercentRounding.of(counts).stream()
            .map(share -> Long.parseLong(share.replaceAll("[. %]", "")))
            .toList();
    assertThat(tenths.stream().mapToLong(Long::longValue).sum()).isEqualTo(total == 0 ? 0 : 1_000);
    for (int i = 0; i < counts.size() && total > 0; i++) {
      double exact = 1_000.0 * counts.get(i) / total;
      assertThat((double) tenths.get(i)).as(counts.toString()).isCloseTo(exact, within(1.0));
    }
  }

  @Test
  void largestRemaindersAreRoundedUp() {
    assertThat(PercentRounding.of(List.of(1L, 1L, 1L)))
        .containsExactly("33.4 %", "33.3 %", "33.3 %");
    assertThat(PercentRounding.of(List.of(2L, 1L))).containsExactly("66.7 %", "33.3 %");
  }

  @Test
  void sharesOfNothingAreZero() {
    assertThat(PercentRounding.of(List.of(0L))).containsExactly("0.0 %");
    assertThat(PercentRounding.of(List.of())).isEmpty();
  }
}
