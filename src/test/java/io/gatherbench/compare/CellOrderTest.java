package io.gatherbench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order of cells is the same whatever the order of the rows. */
class CellOrderTest {

  private static final List<String> SORTED =
      List.of(
          "", "4", "17.0.9", "64", "1024", "500us", "2ms", "10ms", "1s", "1500ms", "any",
          "uniform");

  @Test
  void numbersComeByValueThenTimesThenText() {
    List<List<String>> cells = new ArrayList<>();
    SORTED.subList(1, SORTED.size()).forEach(value -> cells.add(List.of("same", value)));
    List<List<String>> sorted = List.copyOf(cells);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(cells, new Random(seed));
      cells.sort(CellOrder.INSTANCE);
      assertThat(cells).isEqualTo(sorted);
    }
  }

  @Test
  void theOrderIsTotal() {
    for (String a : SORTED) {
      for (String b : SORTED) {
        assertThat(Integer.signum(compare(a, b))).isEqualTo(-Integer.signum(compare(b, a)));
        for (String c : SORTED) {
          assertThat(compare(a, b) < 0 && compare(b, c) < 0 && compare(a, c) >= 0).isFalse();
        }
      }
    }
  }

  private static int compare(String one, String other) {
    return CellOrder.INSTANCE.compare(List.of(one), List.of(other));
  }
}
