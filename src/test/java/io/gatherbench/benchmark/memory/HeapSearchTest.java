package io.gatherbench.benchmark.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeapSearchTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 9, 31, 33, 63, 64, 65, 200, 1_000, 65_536})
  void leastSizeIsFoundToTenPercent(int needed) throws Exception {
    List<Integer> tried = new ArrayList<>();
    int found =
        HeapSearch.least(
            64,
            size -> {
              tried.add(size);
              return size >= needed;
            });
    assertThat(found).isBetween(needed, Math.max(needed + 1, (int) (needed * 1.1)));
    assertThat(tried).doesNotHaveDuplicates().hasSizeLessThan(20);
  }

  @Test
  void whatFitsNowhereIsAnError() {
    assertThatThrownBy(() -> HeapSearch.least(64, size -> false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("does not fit into 65536 MB");
  }
}
