package io.gatherbench.run.jmh;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Kills processes started after it that do not end in time: JMH would wait without limit. */
public final class ForkLimit implements AutoCloseable {

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("fork-limit", true));

  /** Starts the timer; once that many seconds have passed, that is the cause of the failure. */
  public ForkLimit(long seconds, FailureText printed) {
    Set<Long> there =
        ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    String cause = "not done after " + seconds + " s, and killed";
    timer.schedule(() -> printed.setCause(cause), seconds, TimeUnit.SECONDS);
    // Again and again: JMH may be about to start another JVM to find out what it is.
    timer.scheduleWithFixedDelay(() -> killOthers(there), seconds, 1, TimeUnit.SECONDS);
  }

  /** Stops the timer: nothing is killed once this has returned. */
  @Override
  public void close() {
    timer.shutdownNow();
    try {
      timer.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void killOthers(Set<Long> there) {
    List<ProcessHandle> others =
        ProcessHandle.current().children().filter(child -> !there.contains(child.pid())).toList();
    for (ProcessHandle other : others) {
      other.descendants().forEach(ProcessHandle::destroyForcibly);
      other.destroyForcibly();
    }
  }
}
