package io.gatherbench.client;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The executor inside a client of {@code java.net.http}, by name.
 *
 * @param minimumJdk first feature release that has what it needs
 * @param opener opens one for a client, which shuts it down
 */
public record ClientExecutor(String name, int minimumJdk, Supplier<ExecutorService> opener) {

  /** Stands for the executor that the library makes by itself, if it has one. */
  public static final String DEFAULT = "default";

  /** Starts a thread where none is idle, as the library's own executor does. */
  public static final ClientExecutor CACHED =
      new ClientExecutor("cached", 17, () -> Executors.newCachedThreadPool(ClientExecutor::thread));

  private static final String FIXED = "fixed:";
  private static final int MOST_THREADS = 10_000;

  /**
   * Returns the executor of that name, or of {@link #DEFAULT}.
   *
   * @throws IllegalArgumentException if there is none; the message tells what is allowed
   */
  public static ClientExecutor parse(String name) {
    return switch (name) {
      case DEFAULT, "cached" -> CACHED;
      case "virtual" -> new ClientExecutor(name, 21, TaskExecutors::virtualThreads);
      case "direct" -> new ClientExecutor(name, 17, TaskExecutors::inPlace);
      default -> fixed(name);
    };
  }

  /** Opens an executor for one client. */
  public ExecutorService open() {
    return opener.get();
  }

  private static ClientExecutor fixed(String name) {
    String number = name.startsWith(FIXED) ? name.substring(FIXED.length()) : "";
    int threads = number.matches("[1-9]\\d{0,5}") ? Integer.parseInt(number) : 0;
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "cached, virtual, direct, default, or fixed:N with N threads from 1 to " + MOST_THREADS);
    }
    return new ClientExecutor(
        name, 17, () -> Executors.newFixedThreadPool(threads, ClientExecutor::thread));
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "jdk-client");
    thread.setDaemon(true);
    return thread;
  }
}
