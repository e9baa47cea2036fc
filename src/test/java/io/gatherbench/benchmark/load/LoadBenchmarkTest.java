package io.gatherbench.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.benchmark.state.Bisection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadBenchmarkTest {

  @Test
  void oneFailureDoesNotEndTheSearch() throws Exception {
    List<Integer> tried = new ArrayList<>();
    Bisection.Trial trial =
        rate -> {
          boolean again = tried.contains(rate);
          tried.add(rate);
          return again && rate <= 4_000;
        };
    Bisection found = Bisection.of(500, 200_000, LoadBenchmark.repeated(trial));
    assertThat(found.holds()).isBetween(3_600, 4_000);
    assertThat(tried).hasSizeLessThan(20);
  }
}
