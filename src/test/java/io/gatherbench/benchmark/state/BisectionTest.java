package io.gatherbench.benchmark.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BisectionTest {

  private static final int MOST = 1 << 16;

  @ParameterizedTest
  @ValueSource(
      ints = {1, 2, 3, 7, 9, 31, 33, 63, 64, 65, 99, 200, 500, 999, 1_000, 4_321, 40_000, 65_535})
  void findsTheBoundaryWithinATenth(int truth) throws Exception {
    List<Integer> tried = new ArrayList<>();
    Bisection found =
        Bisection.of(
            64,
            MOST,
            number -> {
              tried.add(number);
              return number <= truth;
            });
    assertThat(found.holds()).isLessThanOrEqualTo(truth);
    assertThat(found.fails())
        .isGreaterThan(truth)
        .isLessThanOrEqualTo(Math.max(found.holds() + 1, (int) (found.holds() * 1.1)));
    assertThat(tried).doesNotHaveDuplicates().hasSizeLessThan(20);
  }

  @Test
  void searchEndsAtItsLimits() throws Exception {
    assertThat(Bisection.of(64, MOST, number -> true))
        .isEqualTo(new Bisection(MOST, Bisection.NONE));
    assertThat(Bisection.of(64, MOST, number -> false)).isEqualTo(new Bisection(0, 1));
    assertThat(Bisection.of(2 * MOST, MOST, number -> true).holds()).isEqualTo(2 * MOST);
  }
}
