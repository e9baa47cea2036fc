package io.gatherbench.benchmark;

import io.gatherbench.strategy.TaskExecutors;
import java.util.concurrent.ExecutorService;

/** Where a call that blocks is made when an event loop has an answer. */
public enum CallbackExecutor {
  /** On the loop, which stands still meanwhile. */
  EVENT_LOOP {
    @Override
    ExecutorService open() {
      return TaskExecutors.inPlace();
    }

    @Override
    int atOnce(int calls) {
      return 1;
    }
  },
  /** On a pool of 20 threads, as many as Vert.x has for {@code executeBlocking}. */
  WORKER {
    @Override
    ExecutorService open() {
      return TaskExecutors.pool(WORKERS);
    }

    @Override
    int atOnce(int calls) {
      return Math.min(calls, WORKERS);
    }
  },
  /** On a new virtual thread; needs JDK 21. */
  VIRTUAL_THREAD {
    @Override
    ExecutorService open() {
      return TaskExecutors.virtualThreads();
    }

    @Override
    int atOnce(int calls) {
      return calls;
    }
  };

  private static final int WORKERS = 20;

  /** Opens what makes the calls. */
  abstract ExecutorService open();

  /** How many of some calls can block at once. */
  abstract int atOnce(int calls);
}
