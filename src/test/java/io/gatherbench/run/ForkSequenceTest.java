package io.gatherbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.plan.Fork;
import io.gatherbench.plan.Fork.Purpose;
import io.gatherbench.plan.JvmResources;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Shard;
import io.gatherbench.plan.StoppingRule;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.Machine;
import io.gatherbench.results.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which order forks run, and when a run that is to be precise ends. */
class ForkSequenceTest {

  private static final PlannedCell STEADY = cell("SEQUENTIAL", "4", 7);
  private static final PlannedCell SCATTERED = cell("THREAD_POOL", "64", 7);
  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final List<String> ran = new ArrayList<>();
  private final List<String> progress = new ArrayList<>();
  @TempDir Path folder;
  private int rounds;
  private int stopAfter = Integer.MAX_VALUE;
  private long millis;

  @Test
  void theSeedDecidesTheOrderOfWholeRounds() throws Exception {
    run(3, Set.of(), StoppingRule.NO_FURTHER_ROUNDS);
    List<String> first = List.copyOf(ran);
    ran.clear();
    forget();
    run(3, Set.of(), StoppingRule.NO_FURTHER_ROUNDS);
    assertThat(ran).isEqualTo(first);
    for (int round = 1; round <= 3; round++) {
      assertThat(first.subList(2 * round - 2, 2 * round))
          .containsExactlyInAnyOrder("SEQUENTIAL #" + round, "THREAD_POOL #" + round);
    }
  }

  @Test
  void onlyTheCellsThatNeedThemGetMoreForks() throws Exception {
    StoppingRule rule =
        rule(cell -> cell.equals(SCATTERED) && !ran.contains("THREAD_POOL #5"), FOR_EVER);
    run(2, Set.of(), rule);
    assertThat(ran).hasSize(7);
    assertThat(ran.subList(4, 7))
        .containsExactly("THREAD_POOL #3", "THREAD_POOL #4", "THREAD_POOL #5");
  }

  @Test
  void noRoundBeginsThatWouldNotEndInTime() throws Exception {
    StoppingRule rule = rule(cell -> true, Duration.ofSeconds(60));
    run(2, Set.of(), rule);
    assertThat(ran)
        .as("40 s, a round of 14 foreseen that takes 20, and no time for another")
        .hasSize(6);
  }

  @Test
  void thePlanRunsEvenIfItTakesLonger() throws Exception {
    run(2, Set.of(), rule(cell -> true, Duration.ofSeconds(1)));
    assertThat(ran).hasSize(4);
  }

  @Test
  void threadsAreCountedAfterFurtherRounds() throws Exception {
    run(2, Set.of(0), rule(cell -> !ran.contains("SEQUENTIAL #3"), FOR_EVER));
    assertThat(ran).hasSize(7).last().isEqualTo("SEQUENTIAL threads");
    assertThat(rounds).isEqualTo(4);
    assertThat(progress).last().asString().contains("pinned threads of SEQUENTIAL");
  }

  @Test
  void whatIsDoneIsNotRunAgain() throws Exception {
    List<String> fourth = List.of("SEQUENTIAL #4", "THREAD_POOL #4");
    StoppingRule rule = rule(cell -> !ran.containsAll(fourth), FOR_EVER);
    run(2, Set.of(0), rule);
    List<String> whole = List.copyOf(ran);
    for (int first = 0; first < whole.size(); first++) {
      ran.clear();
      forget();
      stopAfter = first;
      run(2, Set.of(0), rule);
      assertThat(ran).hasSize(first);
      stopAfter = Integer.MAX_VALUE;
      run(2, Set.of(0), rule);
      assertThat(ran).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(whole);
    }
  }

  @Test
  void progressTellsWhatIsDoneBefore() throws Exception {
    stopAfter = 3;
    run(2, Set.of(), StoppingRule.NO_FURTHER_ROUNDS);
    stopAfter = Integer.MAX_VALUE;
    progress.clear();
    run(2, Set.of(), StoppingRule.NO_FURTHER_ROUNDS);
    assertThat(progress).hasSize(1).first().asString().startsWith("3 of 4 forks, 0:07 left, now ");
  }

  /** Each fork takes ten seconds. */
  private void run(int planned, Set<Integer> counted, StoppingRule rule) throws Exception {
    Plan plan =
        new Plan(
            Plan.FORMAT,
            "run",
            List.of(),
            List.of(),
            PlanSettings.rounds(7, planned, Shard.WHOLE, 0, true),
            "sha256:1",
            "abc",
            new Machine("host", "os", "cpu", 2, 1000),
            "host JDK",
            List.of(
                new Variant(
                    "17",
                    new TargetJdk("/java", 17, "17", "vm", "G1", JvmResources.UNKNOWN),
                    List.of())),
            List.of(STEADY, SCATTERED),
            Map.of("17", Set.of()),
            List.of(),
            counted,
            false);
    try (ForkJournal journal = ForkJournal.open(folder.resolve("forks.tsv"))) {
      new ForkSequence(
              plan,
              journal,
              new FakeSteps(plan, journal),
              () -> Instant.ofEpochMilli(millis),
              progress::add)
          .run(rule);
    }
  }

  private void forget() throws IOException {
    Files.delete(folder.resolve("forks.tsv"));
  }

  private static StoppingRule rule(Predicate<PlannedCell> isOpen, Duration limit) {
    return new StoppingRule() {
      @Override
      public List<PlannedCell> open(List<PlannedCell> cells, List<Row> rows) {
        return cells.stream().filter(isOpen).toList();
      }

      @Override
      public Duration timeLimit() {
        return limit;
      }
    };
  }

  private static PlannedCell cell(String strategy, String requests, double seconds) {
    return new PlannedCell("a.B.c", Map.of("strategy", strategy, "requests", requests), seconds);
  }

  private final class FakeSteps implements ForkSequence.Steps {

    private final Plan plan;

    private final ForkJournal journal;

    FakeSteps(Plan plan, ForkJournal journal) {
      this.plan = plan;
      this.journal = journal;
    }

    @Override
    public boolean run(Fork fork) throws IOException {
      if (ran.size() == stopAfter) {
        return false;
      }
      boolean counts = fork.purpose() == Purpose.COUNT_THREADS;
      String strategy = plan.cells().get(fork.cell()).parameters().get("strategy");
      ran.add(strategy + (counts ? " threads" : " #" + fork.round()));
      journal.add(fork, 0);
      millis += 10_000;
      return true;
    }

    @Override
    public void roundDone() {
      rounds++;
    }

    @Override
    public List<Row> measured() {
      return List.of();
    }
  }
}
