package io.gatherbench.strategy;

import io.gatherbench.client.BlockingClient;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Looks up the factory of virtual threads, once. No other class reaches for them: the bytecode is
 * that of JDK 17, which lacks them.
 */
final class VirtualThreadFactory {

  private static final MethodHandle NEW_EXECUTOR = lookUp();

  private VirtualThreadFactory() {}

  /**
   * Returns an executor that starts a virtual thread for each task.
   *
   * @throws IllegalStateException on a JDK without virtual threads
   */
  static ExecutorService newExecutor() {
    if (NEW_EXECUTOR == null) {
      throw new IllegalStateException(
          "virtual threads need JDK 21 or later; this is " + System.getProperty("java.version"));
    }
    try {
      return (ExecutorService) NEW_EXECUTOR.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("no executor of virtual threads: " + e, e);
    }
  }

  /**
   * Returns such an executor, or closes the client of the strategy if there is none.
   *
   * @throws IllegalStateException on a JDK without virtual threads
   */
  static ExecutorService newExecutorFor(BlockingClient client) {
    try {
      return newExecutor();
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private static MethodHandle lookUp() {
    // Final since 21. In 19 and 20 the method is there, but throws without --enable-preview.
    if (Runtime.version().feature() < 21) {
      return null;
    }
    try {
      return MethodHandles.publicLookup()
          .findStatic(
              Executors.class,
              "newVirtualThreadPerTaskExecutor",
              MethodType.methodType(ExecutorService.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
