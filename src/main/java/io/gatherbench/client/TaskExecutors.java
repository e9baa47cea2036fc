package io.gatherbench.client;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Makes the executors that JDK 17 lacks or that benchmarks choose from. */
public final class TaskExecutors {

  /** Bytecode is that of JDK 17, which lacks virtual threads; no other class reaches for them. */
  private static final MethodHandle NEW_VIRTUAL_THREADS = lookUp();

  private TaskExecutors() {}

  /** Returns an executor that runs each task on the thread that submits it. */
  public static ExecutorService inPlace() {
    return new UnpooledExecutor(Runnable::run);
  }

  /** Returns a pool of that number of platform threads. */
  public static ExecutorService pool(int threads) {
    return Executors.newFixedThreadPool(threads);
  }

  /**
   * Returns an executor that starts a virtual thread for each task.
   *
   * @throws IllegalStateException on a JDK without virtual threads
   */
  public static ExecutorService virtualThreads() {
    if (NEW_VIRTUAL_THREADS == null) {
      throw new IllegalStateException(
          "virtual threads need JDK 21 or later; this is " + System.getProperty("java.version"));
    }
    try {
      return (ExecutorService) NEW_VIRTUAL_THREADS.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("no executor of virtual threads: " + e, e);
    }
  }

  /** Returns an executor that starts a platform thread for each task. */
  public static ExecutorService newThreads() {
    return new UnpooledExecutor(task -> new Thread(task, "request").start());
  }

  private static MethodHandle lookUp() {
    // Final since 21. In 19 and 20 the method is there, but throws without --enable-preview.
    if (Runtime.version().feature() < 21) {
      return null;
    }
    MethodType type = MethodType.methodType(ExecutorService.class);
    try {
      return MethodHandles.publicLookup()
          .findStatic(Executors.class, "newVirtualThreadPerTaskExecutor", type);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** An executor that keeps no threads, so that shutting it down ends nothing. */
  private static final class UnpooledExecutor extends AbstractExecutorService {

    private final Executor executor;
    private volatile boolean shutDown;

    UnpooledExecutor(Executor executor) {
      this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
      executor.execute(task);
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
