package io.gatherbench.stub.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How long a thread could have run and waited for a processor: {@code proc_pid_schedstat(5)}. Used
 * by one thread.
 *
 * @param file the kernel's, or null where it does not tell
 */
record RunQueue(Path file) {

  /** The thread's time on a processor, its wait for one, and a count; zeros if not counted. */
  private static final String COUNTED = "[1-9]\\d{0,17} \\d{1,18} .*\\s*";

  static RunQueue ofThisThread() {
    try {
      Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self"));
      Path file = Path.of("/proc").resolve(thread).resolve("schedstat");
      return new RunQueue(Files.readString(file).matches(COUNTED) ? file : null);
    } catch (IOException e) {
      return new RunQueue(null);
    }
  }

  boolean isKnown() {
    return file != null;
  }

  /** Returns the time since the thread started, in nanoseconds; 0 if it is not known. */
  long waitNanos() {
    try {
      return file == null ? 0 : Long.parseLong(Files.readString(file).split(" ")[1]);
    } catch (IOException e) {
      return 0;
    }
  }
}
