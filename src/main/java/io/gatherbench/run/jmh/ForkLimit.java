package io.gatherbench.run.jmh;

import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Kills the processes that this one starts if they do not end in time. JMH waits for its fork
 * without limit. Processes that were there before, such as the stub, are left alone.
 */
final class ForkLimit implements AutoCloseable {

  private final Set<Long> there;
  private final Runnable beforeKilling;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread watch;

  /**
   * Starts the timer.
   *
   * @param seconds how long it may take
   * @param beforeKilling runs once it took longer
   */
  ForkLimit(long seconds, Runnable beforeKilling) {
    this.there =
        ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    this.beforeKilling = beforeKilling;
    this.watch = new Thread(() -> watch(seconds), "fork-limit");
    watch.setDaemon(true);
    watch.start();
  }

  /** Stops the timer: nothing is killed once this has returned. */
  @Override
  public void close() {
    done.countDown();
    try {
      watch.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch(long seconds) {
    try {
      if (done.await(seconds, TimeUnit.SECONDS)) {
        return;
      }
      beforeKilling.run();
      // JMH may be about to start another JVM to find out what it is.
      do {
        ProcessHandle.current()
            .children()
            .filter(child -> !there.contains(child.pid()))
            .forEach(ForkLimit::kill);
      } while (!done.await(1, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void kill(ProcessHandle process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
