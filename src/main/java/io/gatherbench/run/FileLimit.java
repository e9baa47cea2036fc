package io.gatherbench.run;

import io.gatherbench.results.KernelFiles;
import io.gatherbench.results.MachineFacts;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The limit of open files and sockets, which a gather of many requests can reach. JVMs raise their
 * own limit to what the system lets them have ({@code -XX:+MaxFDLimit}, which is the default), and
 * processes that they start inherit it. What the system lets them have only root can raise, here
 * with {@code prlimit(1)}.
 */
public final class FileLimit {

  /** What a JVM needs besides connections: jars, libraries, selectors, and some to spare. */
  private static final int BESIDES = 300;

  private static final long PATIENCE_SECONDS = 5;

  private FileLimit() {}

  /**
   * Makes sure that the stub and the forks may open as many connections as a run needs.
   *
   * @param connections the most that one process has open at once
   * @return a warning, with a remedy, if the limit is too low and cannot be raised
   */
  public static Optional<String> ensure(int connections, KernelFiles kernel) {
    long needed = (long) connections + BESIDES;
    if (limit(kernel) >= needed || raise(needed) && limit(kernel) >= needed) {
      return Optional.empty();
    }
    return Optional.of(
        connections
            + " connections need "
            + needed
            + " open files and a process may have "
            + limit(kernel)
            + "; raise the limit (ulimit -Hn, /etc/security/limits.conf), or forks will fail");
  }

  /** More than any plan needs where the kernel does not tell. */
  private static long limit(KernelFiles kernel) {
    return MachineFacts.of(kernel).openFiles().orElse(Long.MAX_VALUE);
  }

  private static boolean raise(long files) {
    String self = Long.toString(ProcessHandle.current().pid());
    try {
      Process prlimit =
          new ProcessBuilder("prlimit", "--pid", self, "--nofile=" + files + ":" + files)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return prlimit.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && prlimit.exitValue() == 0;
    } catch (IOException e) {
      // No such program here.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
