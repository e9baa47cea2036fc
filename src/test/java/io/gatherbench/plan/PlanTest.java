package io.gatherbench.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.results.Machine;
import io.gatherbench.run.ForkJournal;
import io.gatherbench.run.jdk.CodeDigest;
import io.gatherbench.run.jdk.TargetJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan over several JDKs, its order, and what is kept of it on disk. */
class PlanTest {

  @TempDir Path folder;

  @Test
  void eachRoundHasEachCellOnceOnEachArmThatHasIt() {
    List<ForkOrder.Fork> forks = ForkOrder.of(matrix(7));
    assertThat(forks).hasSize(3 * (3 + 2)).doesNotHaveDuplicates();
    for (int round = 1; round <= 3; round++) {
      int number = round;
      assertThat(forks.subList(5 * (round - 1), 5 * round)).allMatch(f -> f.round() == number);
    }
    assertThat(forks).noneMatch(fork -> fork.arm() == 0 && fork.cell() == 1);
  }

  @Test
  void theArmsOfACellComeOneRightAfterTheOther() {
    List<ForkOrder.Fork> forks = ForkOrder.of(matrix(7));
    for (int round = 1; round <= 3; round++) {
      Set<Integer> seen = new HashSet<>();
      int last = -1;
      for (ForkOrder.Fork fork : forks.subList(5 * (round - 1), 5 * round)) {
        assertThat(fork.cell() == last || seen.add(fork.cell())).isTrue();
        last = fork.cell();
      }
    }
  }

  @Test
  void theSeedDecidesTheOrder() {
    assertThat(ForkOrder.of(matrix(7))).isEqualTo(ForkOrder.of(matrix(7)));
    assertThat(ForkOrder.of(matrix(7))).isNotEqualTo(ForkOrder.of(matrix(8)));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    PlanFile.write(matrix(7), folder);
    assertThat(PlanFile.read(folder)).isEqualTo(matrix(7));
  }

  @Test
  void aFolderWithoutAPlanIsRefused() throws IOException {
    assertThatThrownBy(() -> PlanFile.read(folder)).hasMessageContaining("--resume is '");
    Files.writeString(folder.resolve("plan.json"), "{\"gatherbench_plan\": 1}");
    assertThatThrownBy(() -> PlanFile.read(folder)).hasMessageContaining("readable plan.json");
    Files.writeString(folder.resolve("plan.json"), "{");
    assertThatThrownBy(() -> PlanFile.read(folder)).hasMessageContaining("readable plan.json");
  }

  @Test
  void theJournalRemembersWhatIsDone() throws Exception {
    ForkOrder.Fork first = new ForkOrder.Fork(1, 0, 1);
    ForkOrder.Fork second = new ForkOrder.Fork(1, 0, 0);
    try (ForkJournal journal = ForkJournal.open(folder)) {
      journal.add(first, 100);
      journal.add(second, 50);
    }
    try (ForkJournal journal = ForkJournal.open(folder)) {
      assertThat(journal.isDone(first)).isTrue();
      assertThat(journal.isDone(new ForkOrder.Fork(2, 0, 1))).isFalse();
      assertThat(journal.length(1)).isEqualTo(100);
      assertThat(journal.length(2)).isZero();
      assertThat(journal.count()).isEqualTo(2);
    }
  }

  @Test
  void aLineOfTheJournalThatWasCutIsAsIfItHadNotBeen() throws Exception {
    try (ForkJournal journal = ForkJournal.open(folder)) {
      journal.add(new ForkOrder.Fork(1, 0, 0), 100);
    }
    Path file = folder.resolve("forks.tsv");
    Files.writeString(file, "1\t0\t1\t1", StandardOpenOption.APPEND);
    try (ForkJournal journal = ForkJournal.open(folder)) {
      assertThat(journal.count()).isEqualTo(1);
      journal.add(new ForkOrder.Fork(1, 0, 1), 120);
    }
    assertThat(file).hasContent("1\t0\t0\t100\n1\t0\t1\t120\n");
    Files.writeString(file, "nonsense\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> ForkJournal.open(folder)).hasMessageContaining("nonsense");
  }

  @Test
  void theDigestTellsWhetherCodeIsTheSame() throws IOException {
    Path file = Files.writeString(folder.resolve("A.class"), "a");
    String before = CodeDigest.of(folder.toString());
    assertThat(CodeDigest.of(folder.toString())).isEqualTo(before).startsWith("sha256:");
    Files.writeString(file, "b");
    assertThat(CodeDigest.of(folder.toString())).isNotEqualTo(before);
    Files.writeString(file, "a");
    Files.move(file, folder.resolve("B.class"));
    assertThat(CodeDigest.of(folder.toString())).isNotEqualTo(before);
  }

  /** Two JDKs, of which the first lacks the second of three cells. */
  private static Plan matrix(long seed) {
    return new Plan(
        "run",
        List.of("--rounds", "3"),
        List.of("Gather"),
        seed,
        3,
        new Shard(1, 2),
        0,
        true,
        "sha256:1",
        "abc",
        new Machine("host", "os", "cpu", 2, 1000),
        "host JDK",
        List.of(arm("17"), arm("25")),
        List.of(cell("SEQUENTIAL"), cell("VIRTUAL_THREADS"), cell("EVENT_LOOP")),
        Map.of("17", Set.of(1), "25", Set.of()));
  }

  private static Variant arm(String name) {
    return new Variant(
        name, new TargetJdk("/java", 17, name, "vm " + name, "G1"), List.of("-Xmx1g"));
  }

  private static PlannedCell cell(String strategy) {
    return new PlannedCell("a.B.c", Map.of("strategy", strategy, "requests", "4"), 5.5);
  }
}
