package io.gatherbench.run;

import com.sun.management.UnixOperatingSystemMXBean;
import io.gatherbench.results.UnusableInputException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * The limit of open files. A connection is one, in the fork as in the stub: a run that would fail
 * in the middle of a fork is refused before anything starts.
 */
final class OpenFiles {

  private static final long TIMEOUT_SECONDS = 5;

  /** Open files of a JVM besides connections, rounded up. */
  static final int BASE_OPEN_FILES = 250;

  private OpenFiles() {}

  /**
   * Makes sure that the stub and the forks may open as many connections as a run needs. Beyond what
   * JVMs do by themselves only root can raise the limit, here with {@code prlimit(1)}, for this
   * process and those that it starts.
   *
   * @param requests in flight at once, each on a connection of its own
   * @throws UnusableInputException if they are too many for the limit, and it cannot be raised
   */
  static void ensure(int requests) throws UnusableInputException {
    long needed = (long) requests + BASE_OPEN_FILES;
    if (needed > limit()) {
      raise(needed);
    }
    check(requests, limit());
  }

  /**
   * Returns the limit that forks and the stub inherit. JVMs raise their own as far as they may, so
   * that it is the hard one.
   */
  static long limit() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }

  /**
   * @param requests in flight at once, each on a connection of its own
   * @throws UnusableInputException if they are too many for the limit
   */
  static void check(int requests, long limit) throws UnusableInputException {
    long needed = (long) requests + BASE_OPEN_FILES;
    if (needed > limit) {
      throw new UnusableInputException(
          "requests",
          Integer.toString(requests),
          Math.max(1, limit - BASE_OPEN_FILES)
              + " at most with a limit of "
              + limit
              + " open files; try 'ulimit -n "
              + needed
              + "'");
    }
  }

  private static void raise(long files) {
    String self = Long.toString(ProcessHandle.current().pid());
    try {
      Process prlimit =
          new ProcessBuilder("prlimit", "--pid", self, "--nofile=" + files + ":" + files)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!prlimit.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        prlimit.destroyForcibly();
      }
    } catch (IOException e) {
      // There is no such program here; the limit stays.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
