package io.gatherbench.run;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many files a process may have open. A connection is one, in the fork as in the stub: what
 * would fail in the middle of a fork is told before anything starts.
 */
final class OpenFiles {

  /** What a JVM has open besides connections, with room to spare. */
  static final int BESIDES = 250;

  private OpenFiles() {}

  /**
   * The limit that forks and the stub will inherit. JVMs raise their own as far as they may, so
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
    long needed = (long) requests + BESIDES;
    if (needed > limit) {
      throw new UnusableInputException(
          "requests",
          Integer.toString(requests),
          Math.max(1, limit - BESIDES)
              + " at most with a limit of "
              + limit
              + " open files; try 'ulimit -n "
              + needed
              + "'");
    }
  }
}
