package io.gatherbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShortLabelsTest {

  @Test
  void longNamesAreCutInTheMiddle() {
    assertThat(ShortLabels.of(List.of("EVENT_LOOP", "VIRTUAL_THREADS (APACHE)"), 16))
        .isEqualTo(
            Map.of("EVENT_LOOP", "EVENT_LOOP", "VIRTUAL_THREADS (APACHE)", "VIRTUAL_…APACHE)"));
  }

  @Test
  void labelsThatWouldBeAlikeAreNumbered() {
    assertThat(ShortLabels.of(List.of("POOL (executor one, JDK)", "POOL (executor two, JDK)"), 10))
        .isEqualTo(
            Map.of(
                "POOL (executor one, JDK)",
                "POOL …JDK)",
                "POOL (executor two, JDK)",
                "POOL…DK) 2"));
  }

  @Test
  void labelsAreAsManyAsNames() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      List<String> names = new ArrayList<>();
      for (int j = 0; j < 15; j++) {
        String middle = Integer.toString(random.nextInt(20));
        names.add("THREAD_POOL " + middle + " " + "x".repeat(random.nextInt(20)));
      }
      int most = 8 + random.nextInt(20);
      Map<String, String> labels = ShortLabels.of(names, most);
      assertThat(labels.keySet()).isEqualTo(Set.copyOf(names));
      assertThat(labels.values()).doesNotHaveDuplicates().allMatch(l -> l.length() <= most + 1);
    }
  }
}
