package io.gatherbench.run;

import io.gatherbench.plan.Fork;
import io.gatherbench.plan.Fork.Purpose;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jmh.BareForkRunner;
import io.gatherbench.run.jmh.ForkExecutor;
import io.gatherbench.run.jmh.ForkKind;
import io.gatherbench.run.jmh.ForkRequest;
import io.gatherbench.run.jmh.ForkRunner;
import java.io.IOException;
import java.util.List;

/** Runs the forks of a plan and keeps what they left. Not thread-safe. */
final class PlanSteps implements ForkSequence.Steps {

  /** What follows the end of a round. */
  interface AfterRound {
    void run() throws IOException;
  }

  private final PlanRun run;
  private final ForkJournal journal;
  private final List<VariantRows> rows;
  private final ForkExecutor executor;
  private final ForkExecutor bare;
  private final StubLease stub;
  private final ForkSetup setup;
  private final AfterRound afterRound;

  PlanSteps(
      PlanRun run,
      ForkJournal journal,
      List<VariantRows> rows,
      ForkExecutor executor,
      StubLease stub,
      ForkSetup setup,
      AfterRound afterRound) {
    this.run = run;
    this.journal = journal;
    this.rows = rows;
    this.executor = executor;
    this.bare = new BareForkRunner(stub.address(), stub::death);
    this.stub = stub;
    this.setup = setup;
    this.afterRound = afterRound;
  }

  @Override
  public List<Row> measured() throws IOException {
    return run.measured();
  }

  @Override
  public void roundDone() throws IOException {
    rows.forEach(VariantRows::writeJson);
    afterRound.run();
  }

  @Override
  public boolean run(Fork fork) throws UnusableInputException, IOException {
    if (run.isStopping()) {
      return false;
    }
    Plan plan = run.plan();
    VariantRows into = rows.get(fork.variant());
    PlannedCell cell = plan.cells().get(fork.cell());
    ForkKind kind = setup.kind(fork);
    ForkRequest request =
        new ForkRequest(
            kind,
            plan.variants().get(fork.variant()),
            cell,
            fork.number(),
            plan.settings().limitSeconds(cell),
            into.sink(fork, kind),
            run::isStoppingSoon);
    ForkRunner.Ended ended = (kind instanceof ForkKind.Bare ? bare : executor).run(request);
    if (ended.abandoned()) {
      return false;
    }
    if (fork.purpose() == Purpose.MEASURE || ended.failed()) {
      into.keep(cell, fork.number(), ended);
    }
    setup.ended(fork, ended.failed());
    boolean stubDied = stub.death().isPresent();
    // One that failed because the stub died is measured again when the run is resumed.
    if (!stubDied || !ended.failed()) {
      journal.add(fork, into.writer.force());
    }
    if (stubDied) {
      rows.forEach(VariantRows::writeJson);
    }
    return !stubDied;
  }
}
