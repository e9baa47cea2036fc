package io.gatherbench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.results.Row;
import io.gatherbench.results.Validity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many void forks a side may have, alone and beside the other. */
class VoidShareTest {

  /** The last two differ by Fisher's exact test alone: p is 0.056, then 0.015. */
  @ParameterizedTest
  @CsvSource({
    "4, 0, 4, 0, SLOWER",
    "3, 0, 4, 0, TOO_FEW",
    "4, 1, 4, 0, SLOWER",
    "4, 2, 4, 0, TOO_MANY_VOID",
    "4, 2, 4, 2, TOO_MANY_VOID",
    "8, 2, 8, 2, SLOWER",
    "20, 0, 20, 5, SLOWER",
    "30, 0, 20, 5, TOO_MANY_VOID",
  })
  void tooManyForbidAVerdict(
      int baseUsable, int baseVoid, int otherUsable, int otherVoid, Verdict expected)
      throws Exception {
    assertThat(verdict(baseUsable, baseVoid, 10, otherUsable, otherVoid, 20)).isEqualTo(expected);
    Verdict turned = expected == Verdict.SLOWER ? Verdict.FASTER : expected;
    assertThat(verdict(otherUsable, otherVoid, 20, baseUsable, baseVoid, 10)).isEqualTo(turned);
  }

  private static Verdict verdict(
      int baseUsable, int baseVoid, double base, int otherUsable, int otherVoid, double other)
      throws IncomparableException {
    List<Row> rows = new ArrayList<>();
    side(rows, "17", baseUsable, baseVoid, base);
    side(rows, "25", otherUsable, otherVoid, other);
    return Comparing.compare(rows, ComparisonSpec.usual()).cells().get(0).verdict();
  }

  private static void side(List<Row> rows, String jdk, int usable, int isVoid, double value) {
    double[] values = new double[usable];
    for (int i = 0; i < usable; i++) {
      values[i] = value * (i % 2 == 0 ? 0.99 : 1.01);
    }
    rows.addAll(ComparedRows.of(jdk).forks(values));
    ComparedRows voided = ComparedRows.of(jdk).validity(Validity.voided("3 sent"));
    for (int i = 0; i < isVoid; i++) {
      rows.add(voided.row(usable + 1 + i, 1, 99));
    }
  }
}
