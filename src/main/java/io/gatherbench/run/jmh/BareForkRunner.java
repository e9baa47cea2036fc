package io.gatherbench.run.jmh;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.record.ForkSink;
import io.gatherbench.run.record.RowRecorder;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
  public ForkRunner.Ended run(
      ForkKind kind,
      Variant variant,
      PlannedCell cell,
      int number,
      long limitSeconds,
      ForkSink sink,
      BooleanSupplier stopping)
      throws UnusableInputException {
    FailureText printed = new FailureText(stubDeath);
    Optional<ForkKind.Values> values;
    ForkLimit limit = new ForkLimit(limitSeconds, printed);
    try {
      values = ((ForkKind.Bare) kind).run(stub, variant, cell, number, printed);
    } catch (IOException e) {
      values = Optional.empty();
      if (stubDeath.get().isEmpty()) {
        throw new UnusableInputException("a process cannot be measured: " + e.getMessage());
      }
    } finally {
      limit.close();
    }
    RowRecorder rows = sink.rows();
    boolean abandoned = values.isEmpty() && stopping.getAsBoolean();
    if (values.isPresent()) {
      rows.record(
          cell.benchmark(),
          cell.parameters(),
          number,
          values.get().metrics(),
          values.get().validity());
    } else if (!abandoned) {
      rows.recordFailure(cell.benchmark(), cell.parameters(), number, printed.cause());
    }
    return new ForkRunner.Ended(List.of(), values.isEmpty() && !abandoned, abandoned, printed);
  }
}
