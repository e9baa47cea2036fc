package io.gatherbench.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.results.UnusableInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

  private static final Map<String, String> THIRD = Map.of("JOB_COMPLETION_INDEX", "2");

  @Test
  void thePartsTogetherAreTheWhole() throws UnusableInputException {
    List<Integer> all = IntStream.range(0, 17).boxed().toList();
    List<Integer> parts = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      List<Integer> part = Shard.parse(i + "/5", Map.of()).of(all);
      assertThat(part.size()).isBetween(3, 4);
      parts.addAll(part);
    }
    assertThat(parts).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void aPodOfAnIndexedJobKnowsWhichItIs() throws UnusableInputException {
    assertThat(Shard.parse("4", THIRD)).isEqualTo(new Shard(3, 4));
    assertThat(Shard.parse("1/4", THIRD)).isEqualTo(new Shard(1, 4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "0/4", "5/4", "-1/4", "1/0", "1/2/3", "4", "1/99999", "1/9999999"})
  void whatIsNoPartIsRefused(String text) {
    assertThatThrownBy(() -> Shard.parse(text, Map.of()))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("--shard is '");
  }

  @Test
  void anIndexBeyondTheLastPartIsRefused() {
    assertThatThrownBy(() -> Shard.parse("2", THIRD)).hasMessageContaining("--shard is '3/2'");
  }
}
