package io.gatherbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.plan.Fork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal of a plan remembers. */
class ForkJournalTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void setUp() {
    file = folder.resolve("forks.tsv");
  }

  @Test
  void forksThatAreDoneAreRemembered() throws Exception {
    Fork first = Fork.measuring(1, 0, 1);
    Fork second = Fork.measuring(1, 0, 0);
    try (ForkJournal journal = ForkJournal.open(file)) {
      journal.add(first, 100);
      journal.add(second, 50);
      journal.add(Fork.counting(3, 0), 70);
    }
    try (ForkJournal journal = ForkJournal.open(file)) {
      assertThat(journal.isDone(first)).isTrue();
      assertThat(journal.isDone(Fork.counting(3, 0))).isTrue();
      assertThat(journal.isDone(Fork.measuring(2, 0, 1))).isFalse();
      assertThat(journal.isDone(Fork.measuring(0, 3, 0))).isFalse();
      assertThat(journal.length(0)).isEqualTo(70);
      assertThat(journal.length(1)).isEqualTo(100);
      assertThat(journal.length(2)).isZero();
      assertThat(journal.count()).isEqualTo(3);
      assertThat(journal.lastRound()).isEqualTo(1);
    }
  }

  @Test
  void calibrationsAreCountedAndAreNoForks() throws Exception {
    try (ForkJournal journal = ForkJournal.open(file)) {
      journal.addCalibration(List.of(10L, 20L));
      journal.addCalibration(List.of(30L, 40L));
    }
    try (ForkJournal journal = ForkJournal.open(file)) {
      assertThat(journal.calibrations()).isEqualTo(2);
      assertThat(journal.count()).isZero();
      assertThat(journal.length(1)).isEqualTo(40);
    }
  }

  @Test
  void aLineThatWasCutOffCountsAsNotWritten() throws Exception {
    try (ForkJournal journal = ForkJournal.open(file)) {
      journal.add(Fork.measuring(1, 0, 0), 100);
    }
    Files.writeString(file, "1\t0\t1\t1", StandardOpenOption.APPEND);
    try (ForkJournal journal = ForkJournal.open(file)) {
      assertThat(journal.count()).isEqualTo(1);
      journal.add(Fork.measuring(1, 0, 1), 120);
    }
    assertThat(file).hasContent("1\t0\t0\t100\n1\t0\t1\t120\n");
  }

  @Test
  void anUnreadableLineIsAnError() throws Exception {
    Files.writeString(file, "nonsense\n");
    assertThatThrownBy(() -> ForkJournal.open(file)).hasMessageContaining("nonsense");
    Files.writeString(file, "1\t0\t0\t100\tFUN\n");
    assertThatThrownBy(() -> ForkJournal.open(file)).hasMessageContaining("FUN");
  }
}
