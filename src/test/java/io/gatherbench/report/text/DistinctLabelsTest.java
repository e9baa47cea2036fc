package io.gatherbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DistinctLabelsTest {

  @Test
  void commonWordsAreTakenOut() {
    assertThat(DistinctLabels.of(List.of("17 A.b POOL, 64 requests", "21 A.b LOOP, 64 requests")))
        .isEqualTo(new DistinctLabels(List.of("17 POOL", "21 LOOP"), "A.b 64 requests"));
    assertThat(DistinctLabels.of(List.of("17 A", "17 A b")))
        .isEqualTo(new DistinctLabels(List.of("", "b"), "17 A"));
  }

  @Test
  void singleNameStaysWhole() {
    assertThat(DistinctLabels.of(List.of("17 A")))
        .isEqualTo(new DistinctLabels(List.of("17 A"), ""));
  }
}
