package io.gatherbench.benchmark;

import io.gatherbench.strategy.TaskExecutors;
import java.util.concurrent.ExecutorService;

/** Who computes with an answer that came to a callback. */
public enum Where {
  /** The event loop, or whichever thread brought the answer. */
  IN_PLACE {
    @Override
    ExecutorService open() {
      return TaskExecutors.inPlace();
    }
  },
  /** A pool with a thread for each processor. */
  POOL {
    @Override
    ExecutorService open() {
      return TaskExecutors.pool(Runtime.getRuntime().availableProcessors());
    }
  };

  /** Opens what computes. */
  abstract ExecutorService open();
}
