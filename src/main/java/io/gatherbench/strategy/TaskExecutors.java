package io.gatherbench.strategy;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Executors for what is done with an answer. */
public final class TaskExecutors {

  private TaskExecutors() {}

  /** Runs each task on the thread that hands it over. */
  public static ExecutorService inPlace() {
    return new InPlace();
  }

  /** A pool of so many platform threads. */
  public static ExecutorService pool(int threads) {
    return Executors.newFixedThreadPool(threads);
  }

  /**
   * A new virtual thread for each task.
   *
   * @throws IllegalStateException on a JDK without virtual threads
   */
  public static ExecutorService virtualThreads() {
    return VirtualThreadFactory.newExecutor();
  }

  private static final class InPlace extends AbstractExecutorService {

    private volatile boolean shutDown;

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void shutdown() {
      shutDown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      shutDown = true;
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return shutDown;
    }

    @Override
    public boolean isTerminated() {
      return shutDown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return shutDown;
    }
  }
}
