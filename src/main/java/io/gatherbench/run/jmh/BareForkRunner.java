package io.gatherbench.run.jmh;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.record.RowRecorder;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs single forks without JMH: each is a {@link ForkKind.Bare}. Not thread-safe. */
public final class BareForkRunner implements ForkExecutor {

  private final URI stub;
  private final Supplier<Optional<String>> stubDeath;

  /** Creates a runner; {@code stubDeath} says how the stub died, if it has. */
  public BareForkRunner(URI stub, Supplier<Optional<String>> stubDeath) {
    this.stub = stub;
    this.stubDeath = stubDeath;
  }

  @Override
  public ForkRunner.Ended run(ForkRequest fork) throws UnusableInputException {
    FailureText printed = new FailureText(stubDeath);
    Optional<ForkKind.Values> values;
    ForkLimit limit = new ForkLimit(fork.limitSeconds(), printed);
    try {
      values = ((ForkKind.Bare) fork.kind()).run(stub, fork, printed);
    } catch (IOException e) {
      values = Optional.empty();
      if (stubDeath.get().isEmpty()) {
        throw new UnusableInputException("a process cannot be measured: " + e.getMessage());
      }
    } finally {
      limit.close();
    }
    PlannedCell cell = fork.cell();
    RowRecorder rows = fork.sink().rows();
    boolean abandoned = values.isEmpty() && fork.stopping().getAsBoolean();
    if (values.isPresent()) {
      rows.record(
          cell.benchmark(),
          cell.parameters(),
          fork.number(),
          values.get().metrics(),
          values.get().validity());
    } else if (!abandoned) {
      rows.recordFailure(cell.benchmark(), cell.parameters(), fork.number(), printed.cause());
    }
    return new ForkRunner.Ended(List.of(), values.isEmpty() && !abandoned, abandoned, printed);
  }
}
