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
  void longWordsAreShortenedFirst() {
    assertThat(
            ShortLabels.of(
                List.of("EVENT_LOOP", "VIRTUAL_THREADS", "VIRTUAL_THREADS (APACHE)"), 14))
        .isEqualTo(
            Map.of(
                "EVENT_LOOP",
                "EVENT_LOOP",
                "VIRTUAL_THREADS",
                "VIRT_THREADS",
                "VIRTUAL_THREADS (APACHE)",
                "VIR_THR (APAC)"));
  }

  @Test
  void namesOfManyWordsAreCutInTheMiddle() {
    String name = "BOUNDED_VIRTUAL_THREADS (REACTOR_NETTY)";
    assertThat(ShortLabels.of(List.of(name), 14)).containsEntry(name, "BOUNDED…NETTY)");
  }

  @Test
  void namesThatFitAreKept() {
    assertThat(ShortLabels.of(List.of("THREAD_POOLING", "THRE_POOL"), 9))
        .containsEntry("THRE_POOL", "THRE_POOL")
        .containsEntry("THREAD_POOLING", "THRE…LING");
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
