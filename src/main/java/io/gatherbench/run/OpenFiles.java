package io.gatherbench.run;

import com.sun.management.UnixOperatingSystemMXBean;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.ProgramOutput;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * The limit of open files. A connection is one, in the fork as in the stub: a run that would fail
 * in the middle of a fork is refused before anything starts.
 */
final class OpenFiles {

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
      String self = Long.toString(ProcessHandle.current().pid());
      String both = "--nofile=" + needed + ":" + needed;
      try {
        ProgramOutput.of(List.of("prlimit", "--pid", self, both));
      } catch (IOException e) {
        // There is no such program here; the limit stays.
      }
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
}
