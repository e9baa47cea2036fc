package io.gatherbench.run;

import io.gatherbench.plan.Fork;
import io.gatherbench.plan.Fork.Purpose;
import io.gatherbench.run.jmh.ForkKind;
import java.io.IOException;

/** Chooses the kind of each fork, and takes what a fork leaves besides its rows. */
public interface ForkSetup {

  /** Sets up the forks of a plan that is not profiled. */
  ForkSetup UNPROFILED =
      fork ->
          fork.purpose() == Purpose.COUNT_THREADS
              ? new ForkKind.CountingThreads()
              : new ForkKind.Measuring();

  /** Returns how a fork is run. Called before it starts. */
  ForkKind kind(Fork fork) throws IOException;

  /** Called after a fork has ended, before the journal says so, if it is done. */
  default void ended(Fork fork, boolean failed) throws IOException {}
}
