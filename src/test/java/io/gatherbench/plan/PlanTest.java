package io.gatherbench.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.plan.Fork.Purpose;
import io.gatherbench.results.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan's order of forks, and its file. */
class PlanTest {

  @TempDir Path folder;

  @Test
  void aRoundHasEachCellOnceOnEachVariantThatHasIt() {
    List<Fork> forks = plan(7, Set.of()).forks();
    assertThat(forks).hasSize(3 * (3 + 2)).doesNotHaveDuplicates();
    for (int round = 1; round <= 3; round++) {
      int number = round;
      assertThat(forks.subList(5 * (round - 1), 5 * round)).allMatch(f -> f.round() == number);
    }
    assertThat(forks).noneMatch(fork -> fork.variant() == 0 && fork.cell() == 1);
  }

  @Test
  void variantsOfACellFollowOneAnother() {
    List<Fork> forks = plan(7, Set.of()).forks();
    for (int round = 1; round <= 3; round++) {
      Set<Integer> seen = new HashSet<>();
      int last = -1;
      for (Fork fork : forks.subList(5 * (round - 1), 5 * round)) {
        assertThat(fork.cell() == last || seen.add(fork.cell())).isTrue();
        last = fork.cell();
      }
    }
  }

  @Test
  void theSeedDecidesTheOrder() {
    assertThat(plan(7, Set.of()).forks()).isEqualTo(plan(7, Set.of()).forks());
    assertThat(plan(7, Set.of()).forks()).isNotEqualTo(plan(8, Set.of()).forks());
  }

  @Test
  void forksThatCountThreadsComeLast() {
    List<Fork> forks = plan(7, Set.of(1)).forks();
    assertThat(forks).hasSize(16).last().isEqualTo(Fork.counting(1, 1));
    assertThat(forks.subList(0, 15)).allMatch(fork -> fork.purpose() == Purpose.MEASURE);
  }

  @Test
  void profilersFollowTheForksThatMeasure() {
    List<Fork> forks = plan(7, Set.of(1), true).forks();
    assertThat(forks).hasSize(2 * 15 + 1).doesNotHaveDuplicates();
    Fork counting = new Fork(1, 1, 1, Purpose.COUNT_THREADS);
    int at = forks.indexOf(counting);
    assertThat(forks.subList(at - 2, at))
        .containsExactly(Fork.measuring(1, 1, 1), new Fork(1, 1, 1, Purpose.PROFILE));
  }

  @Test
  void aFurtherRoundHasOnlyTheCellsThatNeedIt() {
    Plan plan = plan(7, Set.of());
    List<Fork> forks = plan.furtherRound(4, List.of(plan.cells().get(2)));
    assertThat(forks)
        .containsExactlyInAnyOrder(Fork.measuring(4, 2, 0), Fork.measuring(4, 2, 1))
        .isEqualTo(plan.furtherRound(4, List.of(plan.cells().get(2))));
  }

  @Test
  void whatIsNotMeasuredIsSaid() {
    assertThat(plan(7, Set.of()).leftOut())
        .containsExactly(
            "B.c SEQUENTIAL, 4 requests: its bound is 10.24 s", "17 lacks VIRTUAL_THREADS");
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    Path file = folder.resolve("25.plan.json");
    PlanFile.write(plan(7, Set.of(0, 2)), file);
    assertThat(PlanFile.read(file)).isEqualTo(plan(7, Set.of(0, 2)));
    assertThat(PlanFile.find(folder)).containsExactly(file);
    assertThat(PlanFile.find(file)).containsExactly(file);
  }

  @Test
  void aFolderWithoutAPlanIsRefused() {
    assertThatThrownBy(() -> PlanFile.find(folder)).hasMessageContaining("--resume is '");
  }

  @Test
  void anUnreadablePlanIsRefused() throws IOException {
    Path file = folder.resolve("plan.json");
    for (String text : List.of("{\"gatherbench_plan\": 2}", "{", "[]", "")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> PlanFile.read(file)).hasMessageContaining("readable plan.json");
    }
  }

  @Test
  void aPlanOfAnotherFormatIsRefused() throws Exception {
    Path file = folder.resolve("plan.json");
    PlanFile.write(plan(7, Set.of()), file);
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\"gatherbench_plan\" : 5", "\"gatherbench_plan\" : 1"));
    assertThatThrownBy(() -> PlanFile.read(file)).hasMessageContaining("of format 5");
  }

  @Test
  void theLimitOfAForkIsTheUsersOrByItsForeseenTime() {
    PlanSettings settings = PlanSettings.rounds(1, 1, Shard.WHOLE, 0, true);
    assertThat(settings.limitSeconds(cell("EVENT_LOOP"))).isEqualTo(120 + 4 * 5 + 2);
    settings = PlanSettings.rounds(1, 1, Shard.WHOLE, 9, true);
    assertThat(settings.limitSeconds(cell("EVENT_LOOP"))).isEqualTo(9);
  }

  /** Two JDKs, of which the first lacks the second of three cells. */
  private static Plan plan(long seed, Set<Integer> counted) {
    return plan(seed, counted, false);
  }

  private static Plan plan(long seed, Set<Integer> counted, boolean profiled) {
    return new Plan(
        Plan.FORMAT,
        "run",
        List.of("--rounds", "3"),
        List.of("Gather"),
        PlanSettings.rounds(seed, 3, new Shard(1, 2), 0, true),
        "sha256:1",
        "abc",
        new Machine("host", "os", "cpu", 2, 1000),
        "host JDK",
        List.of(variant("17"), variant("25")),
        List.of(cell("SEQUENTIAL"), cell("VIRTUAL_THREADS"), cell("EVENT_LOOP")),
        Map.of("17", Set.of(1), "25", Set.of()),
        List.of(new Plan.BoundedCell(cell("SEQUENTIAL"), 10_240)),
        counted,
        profiled);
  }

  private static Variant variant(String name) {
    TargetJdk jdk = new TargetJdk("/java", 17, name, "vm " + name, "G1", JvmResources.UNKNOWN);
    return new Variant(name, jdk, List.of("-Xmx1g"));
  }

  private static PlannedCell cell(String strategy) {
    return new PlannedCell("a.B.c", Map.of("strategy", strategy, "requests", "4"), 5.5);
  }
}
