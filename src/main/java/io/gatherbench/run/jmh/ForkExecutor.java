package io.gatherbench.run.jmh;

import io.gatherbench.results.UnusableInputException;

/** Runs single forks of one kind of plan. */
public interface ForkExecutor {

  /**
   * Runs one fork. A fork that fails, or is killed at its limit, is recorded as failed.
   *
   * @throws UnusableInputException if no fork can be run
   */
  ForkRunner.Ended run(ForkRequest fork) throws UnusableInputException;
}
