package io.gatherbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The word of a verdict says where the value went, whichever way is the better one. */
class VerdictTextTest {

  private static final CellComparison TIME = better("time_p50", "ms");
  private static final CellComparison MEMORY = better("heap_per_request", "B");
  private static final CellComparison RATE = better("sustained_rate", "1/s");
  private static final CellComparison OPERATIONS = better("get", "ops/s");

  @Test
  void whatIsBetterHasTheWordOfItsDirection() {
    assertThat(VerdictText.verdict(TIME)).isEqualTo("faster");
    assertThat(VerdictText.verdict(MEMORY)).isEqualTo("less");
    assertThat(VerdictText.verdict(RATE)).isEqualTo("more");
    assertThat(VerdictText.verdict(OPERATIONS)).isEqualTo("more");
  }

  @Test
  void talliesOfBothDirectionsSayBetter() {
    assertThat(VerdictText.tally(List.of(RATE, OPERATIONS))).isEqualTo("2 more");
    assertThat(VerdictText.tally(List.of(RATE, MEMORY))).isEqualTo("2 better");
    assertThat(VerdictText.tally(List.of(TIME, MEMORY))).isEqualTo("2 better");
  }

  private static CellComparison better(String metric, String unit) {
    return new CellComparison(
        List.of(),
        metric,
        unit,
        null,
        null,
        Optional.empty(),
        0,
        0,
        0,
        Double.NaN,
        Verdict.FASTER,
        OptionalInt.empty(),
        List.of());
  }
}
