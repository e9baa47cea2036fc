package io.gatherbench.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateSearchTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 99, 500, 999, 1_000, 4_321, 70_000, 199_999})
  void findsTheHighestRateWithinATenth(int truth) throws Exception {
    int found = RateSearch.highest(500, rate -> rate <= truth);
    assertThat(found).isLessThanOrEqualTo(truth).isGreaterThanOrEqualTo((int) (truth / 1.1));
  }

  @Test
  void searchEndsAtItsLimits() throws Exception {
    assertThat(RateSearch.highest(500, rate -> true)).isEqualTo(RateSearch.MOST);
    assertThat(RateSearch.highest(500, rate -> false)).isZero();
  }

  @Test
  void oneFailureDoesNotEndTheSearch() throws Exception {
    List<Integer> tried = new ArrayList<>();
    int found =
        RateSearch.highest(
            500,
            rate -> {
              boolean again = tried.contains(rate);
              tried.add(rate);
              return again && rate <= 4_000;
            });
    assertThat(found).isBetween(3_600, 4_000);
    assertThat(tried).hasSizeLessThan(20);
  }
}
