package io.gatherbench.run.jmh;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.record.ForkSink;
import java.util.function.BooleanSupplier;

/** Runs single forks of one kind of plan. */
public interface ForkExecutor {

  /**
   * Runs one fork. A fork that fails, or is killed at its limit, is recorded as failed.
   *
   * @param number which fork of its cell and variant, from 1
   * @param stopping whether this process is being stopped: a fork that ends then has not failed
   * @throws UnusableInputException if no fork can be run
   */
  ForkRunner.Ended run(
      ForkKind kind,
      Variant variant,
      PlannedCell cell,
      int number,
      long limitSeconds,
      ForkSink sink,
      BooleanSupplier stopping)
      throws UnusableInputException;
}
