package io.gatherbench.benchmark.state;

import io.gatherbench.client.TaskExecutors;
import java.util.concurrent.ExecutorService;

/** The thread or pool on which a callback handles a response. */
public enum CallbackExecutor {
  /** On the event loop, which does nothing else meanwhile. */
  EVENT_LOOP,
  /** On the thread that brings the response, whichever it is. */
  IN_PLACE,
  /** On a pool of 20 threads, as many as Vert.x has for {@code executeBlocking}. */
  WORKER,
  /** On a pool with a thread for each processor. */
  POOL,
  /** On a new virtual thread; needs JDK 21. */
  VIRTUAL_THREAD;

  private static final int WORKERS = 20;

  /** Opens the executor. */
  public ExecutorService open() {
    return switch (this) {
      case EVENT_LOOP, IN_PLACE -> TaskExecutors.inPlace();
      case WORKER -> TaskExecutors.pool(WORKERS);
      case POOL -> TaskExecutors.pool(Runtime.getRuntime().availableProcessors());
      case VIRTUAL_THREAD -> TaskExecutors.virtualThreads();
    };
  }

  /** Returns how many of some callbacks can run at once. */
  public int overlap(int callbacks) {
    return switch (this) {
      case EVENT_LOOP, IN_PLACE -> 1;
      case WORKER -> Math.min(callbacks, WORKERS);
      case POOL -> Math.min(callbacks, Runtime.getRuntime().availableProcessors());
      case VIRTUAL_THREAD -> callbacks;
    };
  }
}
