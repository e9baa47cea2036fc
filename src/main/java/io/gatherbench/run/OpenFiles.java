package io.gatherbench.run;

import com.sun.management.UnixOperatingSystemMXBean;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.ProgramOutput;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/** The limit of open files, checked before a run starts: a connection is one in fork and stub. */
final class OpenFiles {

  /** Open files of a JVM besides connections, rounded up. */
  static final int BASE_OPEN_FILES = 250;

  private OpenFiles() {}

  /**
   * Makes sure that stub and forks may open as many connections as requests are in flight. Beyond
   * what JVMs do by themselves only root can raise the limit, here with {@code prlimit(1)}, for
   * this process and those that it starts.
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

  /** Returns the limit that forks and stub inherit: the hard one, to which JVMs raise theirs. */
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
