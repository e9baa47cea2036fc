package io.gatherbench.run.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.plan.JvmResources;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.plan.Variant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariantDifferencesTest {

  @Test
  void whatJdksSeeAlikeIsNotTold() {
    Variant old = variant("old", "G1", new JvmResources(2, 8000, 2000, "epoll"));
    Variant rounded = variant("new", "G1", new JvmResources(2, 8000, 1998, "epoll"));
    assertThat(VariantDifferences.of(List.of(old, rounded))).isEmpty();
    assertThat(VariantDifferences.of(List.of(old))).isEmpty();
  }

  @Test
  void whatOneOfThemDoesNotTellIsNoDifference() {
    Variant silent = variant("silent", "unknown", JvmResources.UNKNOWN);
    Variant other = variant("other", "G1", new JvmResources(2, 8000, 2000, "epoll"));
    assertThat(VariantDifferences.of(List.of(silent, other))).isEmpty();
  }

  @Test
  void eachDifferenceIsTold() {
    Variant old = variant("old", "G1", new JvmResources(2, 8000, 2000, "epoll"));
    Variant small = variant("new", "Serial", new JvmResources(1, 1000, 250, "nio (no library)"));
    assertThat(VariantDifferences.of(List.of(old, small)))
        .hasSize(5)
        .allMatch(line -> line.startsWith("the variants differ in "))
        .anyMatch(
            line -> line.contains("processors (old 2, new 1), which may decide as well; the same"))
        .anyMatch(line -> line.contains("memory, MB (old 8000, new 1000)"))
        .anyMatch(line -> line.contains("largest heap, MB (old 2000, new 250)"))
        .anyMatch(line -> line.contains("collector (old G1, new Serial)"))
        .anyMatch(line -> line.contains("transport (old epoll, new nio (no library))"));
  }

  private static Variant variant(String name, String gc, JvmResources resources) {
    return new Variant(name, new TargetJdk("/java", 25, "25", "vm", gc, resources), List.of());
  }
}
