package io.gatherbench.run;

import io.gatherbench.plan.Fork;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.StoppingRule;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** The forks of a plan in their order, with the further rounds of a stopping rule. */
final class ForkSequence {

  interface Steps {

    /** Runs a fork; returns whether the sequence goes on. */
    boolean run(Fork fork) throws UnusableInputException, IOException;

    void roundDone() throws IOException;

    List<Row> measured() throws IOException;
  }

  private final Plan plan;
  private final ForkJournal journal;
  private final Steps steps;
  private final InstantSource clock;
  private final Consumer<String> progress;
  private boolean ended;

  ForkSequence(
      Plan plan, ForkJournal journal, Steps steps, InstantSource clock, Consumer<String> progress) {
    this.plan = plan;
    this.journal = journal;
    this.steps = steps;
    this.clock = clock;
    this.progress = progress;
  }

  static double foreseenSeconds(Plan plan, List<Fork> forks) {
    return forks.stream()
        .mapToDouble(fork -> plan.cells().get(fork.cell()).foreseenSeconds())
        .sum();
  }

  /** Runs all planned rounds, then the rule's within its time. */
  void run(StoppingRule rule) throws UnusableInputException, IOException {
    long started = clock.millis();
    run(plan.forks().stream().filter(fork -> fork.round() > 0).toList());
    for (int round = Math.max(plan.settings().rounds() + 1, journal.lastRound()); !ended; round++) {
      if (round > plan.settings().lastRound()) {
        break;
      }
      List<PlannedCell> open = rule.open(plan.cells(), steps.measured());
      List<Fork> more = plan.furtherRound(round, open);
      double passed = (clock.millis() - started) / 1e3;
      double seconds = foreseenSeconds(plan, missing(more));
      if (open.isEmpty() || passed + seconds > rule.timeLimit().toSeconds()) {
        break;
      }
      run(more);
    }
    run(plan.forks().stream().filter(fork -> fork.round() == 0).toList());
  }

  private void run(List<Fork> forks) throws UnusableInputException, IOException {
    List<Fork> missing = missing(forks);
    int before = forks.size() - missing.size();
    Progress state = new Progress(clock, before, missing.size(), foreseenSeconds(plan, missing));
    for (int i = 0; i < missing.size() && !ended; i++) {
      Fork fork = missing.get(i);
      progress.accept(state.line(name(fork)));
      ended = !steps.run(fork);
      state.forkDone(foreseenSeconds(plan, List.of(fork)));
      if (!ended && (i + 1 == missing.size() || missing.get(i + 1).round() != fork.round())) {
        steps.roundDone();
      }
    }
  }

  private List<Fork> missing(List<Fork> forks) {
    return forks.stream().filter(fork -> !journal.isDone(fork)).toList();
  }

  private String name(Fork fork) {
    String purpose =
        switch (fork.purpose()) {
          case MEASURE -> "";
          case PROFILE -> "profile of ";
          case COUNT_THREADS -> "pinned threads of ";
        };
    PlannedCell cell = plan.cells().get(fork.cell());
    boolean oneBenchmark =
        plan.cells().stream().allMatch(other -> other.benchmark().equals(cell.benchmark()));
    // The line has to fit a terminal.
    String name = purpose + (oneBenchmark ? cell.withoutBenchmark() : cell.toString());
    return plan.variants().size() == 1
        ? name
        : plan.variants().get(fork.variant()).name() + ": " + name;
  }
}
