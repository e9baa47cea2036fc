package io.gatherbench.strategy;

import io.gatherbench.client.BlockingClient;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** A new platform thread for each request, which ends with it. */
final class PlatformThreadsStrategy extends ThreadsStrategy {

  PlatformThreadsStrategy(BlockingClient client) {
    super(client, new NewThreads());
  }

  /**
   * Starts a thread for each task and keeps none of them: JDK 17 has no such executor yet. A thread
   * ends with its request, and every request ends when the client is closed, so that there is
   * nothing to shut down.
   */
  private static final class NewThreads extends AbstractExecutorService {

    @Override
    public void execute(Runnable task) {
      new Thread(task, "request").start();
    }

    @Override
    public void shutdown() {
      // Holds no threads.
    }

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return false;
    }
  }
}
