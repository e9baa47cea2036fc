package io.gatherbench.benchmark.state;

import io.gatherbench.client.TaskExecutors;
import io.gatherbench.results.Validity;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends a JVM whose virtual threads no longer run, because each of their carriers is taken by one
 * that waits or computes and does not leave it. It starts a virtual thread now and then; one that
 * has not run when the next is due has starved, and so have all others.
 */
final class StarvationWatch implements AutoCloseable {

  /** A third of a request's timeout, which would else end the fork first, as failed. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  private static final int STATUS = 3;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(StarvationWatch::daemon);

  private final ExecutorService threads;
  private final Runnable starved;
  private volatile boolean ran = true;

  /** Starts a watch with an executor that it closes; {@code starved} is run at most once. */
  StarvationWatch(ExecutorService threads, Duration limit, Runnable starved) {
    this.threads = threads;
    this.starved = starved;
    long nanos = limit.toNanos();
    timer.scheduleWithFixedDelay(this::check, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** Starts a watch of all virtual threads of this JVM, a fork of JMH's. */
  static StarvationWatch ofThisFork() {
    return new StarvationWatch(TaskExecutors.virtualThreads(), LIMIT, StarvationWatch::endFork);
  }

  /** Tells whether JMH started this JVM for a fork, which may end at any moment. */
  static boolean isFork() {
    return System.getProperty("sun.java.command", "")
        .startsWith("org.openjdk.jmh.runner.ForkedMain");
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "starvation-watch");
    thread.setDaemon(true);
    return thread;
  }

  private void check() {
    if (ran) {
      ran = false;
      threads.execute(() -> ran = true);
    } else {
      timer.shutdown();
      starved.run();
    }
  }

  /** Says so on the process's own standard error, past JMH, and ends the process. */
  private static void endFork() {
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    err.println(
        Validity.STARVED
            + "no virtual thread ran for "
            + LIMIT.toSeconds()
            + " s, because other threads keep all carriers");
    Runtime.getRuntime().halt(STATUS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    threads.shutdown();
  }
}
