package io.gatherbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.plan.Fork;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanFile;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Shard;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.Machine;
import io.gatherbench.run.jdk.CodeDigest;
import io.gatherbench.run.jdk.JdkProbe;
import io.gatherbench.run.jmh.Planner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which plan is resumed, and when it is refused. */
class PlanRunsIT {

  @TempDir Path folder;

  @Test
  void theOnlyPlanOfAFolderIsResumed() throws Exception {
    write("17", "abc");
    try (PlanRun run = PlanRuns.resume(folder, List.of(), false)) {
      assertThat(run.file()).isEqualTo(folder.resolve("17.plan.json"));
      assertThat(run.folder()).isEqualTo(folder);
      assertThat(run.total() - run.done()).isEqualTo(1);
    }
    assertThat(folder.resolve("17.plan.json")).as("not deleted").exists();
  }

  @Test
  void theOnlyUnfinishedPlanOfAFolderIsResumed() throws Exception {
    write("17", "abc");
    write("25", "abc");
    try (ForkJournal journal = ForkJournal.open(folder.resolve("17.forks.tsv"))) {
      journal.add(Fork.measuring(1, 0, 0), 0);
    }
    try (PlanRun run = PlanRuns.resume(folder, List.of(), false)) {
      assertThat(run.file()).isEqualTo(folder.resolve("25.plan.json"));
    }
  }

  @Test
  void oneOfSeveralUnfinishedPlansMustBeNamed() throws Exception {
    write("17", "abc");
    write("25", "abc");
    assertThatThrownBy(() -> PlanRuns.resume(folder, List.of(), false))
        .hasMessageContaining("--resume is '" + folder + "'; allowed: one plan of several: ")
        .hasMessageContaining("17.plan.json, ")
        .hasMessageContaining("25.plan.json");
    Path named = folder.resolve("25.plan.json");
    try (PlanRun run = PlanRuns.resume(named, List.of(), false)) {
      assertThat(run.file()).isEqualTo(named);
    }
  }

  @Test
  void anotherCommitOfTheSameCodeIsSaid() throws Exception {
    write("17", "0123abc");
    try (PlanRun run = PlanRuns.resume(folder, List.of(), false)) {
      assertThat(run.remarks()).hasSize(1).first().asString().contains("same code as 0123abc");
    }
  }

  @Test
  void anotherCommandLineIsRefused() throws Exception {
    write("17", "abc");
    PlanRuns.resume(folder, List.of("--seed", "1"), false).close();
    assertThatThrownBy(() -> PlanRuns.resume(folder, List.of("--seed", "2"), false))
        .hasMessageContaining("the plan is now '--seed 2' and was '--seed 1'");
  }

  @Test
  void aPlanOfAnotherCommandIsRefused() throws Exception {
    write("17", "abc");
    assertThatThrownBy(() -> PlanRuns.resume(folder, List.of(), true))
        .hasMessageContaining("allowed: a plan of profile");
  }

  @Test
  void aPlanThatIsRunningIsRefused() throws Exception {
    write("17", "abc");
    try (PlanRun run = PlanRuns.resume(folder, List.of(), false)) {
      assertThatThrownBy(() -> PlanRuns.resume(run.file(), List.of(), false))
          .hasMessageContaining("no other process is running");
    }
  }

  @Test
  void moreRoundsBeforeThereIsAVerdictAreJustMore() throws Exception {
    write("17", "abc");
    try (PlanRun run = PlanRuns.resume(folder, List.of(), false, 9)) {
      assertThat(run.total()).isEqualTo(9);
      assertThat(run.plan().settings().lastLook()).isZero();
    }
    assertThat(PlanFile.read(folder.resolve("17.plan.json")).settings().rounds()).isEqualTo(9);
  }

  @Test
  void moreRoundsAfterVerdictsAreMarked() throws Exception {
    write("17", "abc", PlanSettings.rounds(1, 5, Shard.WHOLE, 0, true));
    try (ForkJournal journal = ForkJournal.open(folder.resolve("17.forks.tsv"))) {
      for (int round = 1; round <= 4; round++) {
        journal.add(Fork.measuring(round, 0, 0), 0);
      }
    }
    try (PlanRun run = PlanRuns.resume(folder, List.of("--seed", "1"), false, 12)) {
      assertThat(run.total()).isEqualTo(12);
      assertThat(run.plan().settings().lastLook()).isEqualTo(12);
    }
    try (PlanRun again = PlanRuns.resume(folder, List.of(), false, 15)) {
      assertThat(again.plan().settings().lastLook()).isEqualTo(15);
    }
    assertThatThrownBy(() -> PlanRuns.resume(folder, List.of(), false, 14))
        .hasMessageContaining("--rounds is '14'; allowed: 15 or more, as 15 are planned");
  }

  @Test
  void aRunWhoseRowsWereCutIsRefused() throws Exception {
    write("17", "abc");
    try (ForkJournal journal = ForkJournal.open(folder.resolve("17.forks.tsv"))) {
      journal.add(Fork.measuring(1, 0, 0), 10);
    }
    assertThatThrownBy(() -> PlanRuns.resume(folder, List.of(), false))
        .hasMessageContaining("allowed: a run whose rows are whole")
        .hasMessageContaining("17.csv was cut");
  }

  @Test
  void journalOfAnotherPlanIsRefused() throws Exception {
    for (Fork other : List.of(Fork.measuring(1, 7, 0), Fork.measuring(1, 0, 3))) {
      write("17", "abc");
      Path file = folder.resolve("17.forks.tsv");
      Files.deleteIfExists(file);
      try (ForkJournal journal = ForkJournal.open(file)) {
        journal.add(other, 0);
      }
      assertThatThrownBy(() -> PlanRuns.resume(folder, List.of(), false))
          .hasMessageContaining("allowed: a plan with the cells and variants of " + file);
    }
  }

  @Test
  void aRunThatEndsByItsVerdictsIsNotExtended() throws Exception {
    PlanSettings looks = PlanSettings.rounds(1, 6, Shard.WHOLE, 0, true).withLastLook(20);
    write("17", "abc", looks);
    assertThatThrownBy(() -> PlanRuns.resume(folder, List.of(), false, 30))
        .hasMessageContaining("--rounds is '30'; allowed: no other than the plan's");
  }

  private void write(String name, String commit) throws Exception {
    write(name, commit, PlanSettings.rounds(1, 1, Shard.WHOLE, 0, true));
  }

  private void write(String name, String commit, PlanSettings settings) throws Exception {
    TargetJdk jdk = JdkProbe.probe(JdkProbe.ownExecutable(), List.of());
    Plan plan =
        new Plan(
            Plan.FORMAT,
            "run",
            List.of("--seed", "1"),
            List.of("Gather"),
            settings,
            CodeDigest.ofThisProcess(),
            commit,
            Machine.current(),
            Planner.hostJdk(),
            List.of(new Variant(name, jdk, List.of())),
            List.of(new PlannedCell("a.B.c", Map.of(), 1)),
            Map.of(name, Set.of()),
            List.of(),
            Set.of(),
            false);
    PlanFile.write(plan, folder.resolve(name + ".plan.json"));
  }
}
