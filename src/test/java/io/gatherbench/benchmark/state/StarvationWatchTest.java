package io.gatherbench.benchmark.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StarvationWatchTest {

  private static final Duration LIMIT = Duration.ofMillis(5);
  private static final int PATIENCE_SECONDS = 60;

  @Test
  void threadsThatNeverRunHaveStarved() throws Exception {
    CountDownLatch starved = new CountDownLatch(1);
    try (StarvationWatch watch =
        new StarvationWatch(executor(task -> {}), LIMIT, starved::countDown)) {
      assertThat(starved.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("%s", watch).isTrue();
    }
  }

  @Test
  void threadsThatRunHaveNotStarved() throws Exception {
    CountDownLatch several = new CountDownLatch(20);
    AtomicInteger starved = new AtomicInteger();
    ExecutorService executor =
        executor(
            task -> {
              task.run();
              several.countDown();
            });
    try (StarvationWatch watch = new StarvationWatch(executor, LIMIT, starved::incrementAndGet)) {
      assertThat(several.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("%s", watch).isTrue();
      assertThat(starved).hasValue(0);
    }
    assertThat(executor.isShutdown()).isTrue();
  }

  @Test
  void thisProcessIsNoFork() {
    assertThat(StarvationWatch.isFork()).isFalse();
  }

  private static ExecutorService executor(Consumer<Runnable> start) {
    return new AbstractExecutorService() {
      private volatile boolean shutDown;

      @Override
      public void execute(Runnable task) {
        start.accept(task);
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
    };
  }
}
