package io.gatherbench.stub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes timers of this thread, and of the threads that it starts later, as exact as Linux lets a
 * process have them. The kernel lets a sleeping thread oversleep by its "timer slack", 50 µs unless
 * told otherwise, to save wake-ups; an event loop inherits the slack of the thread that made it.
 * See {@code proc_pid_timerslack_ns(5)}.
 */
final class TimerSlack {

  private TimerSlack() {}

  /** Asks for a slack of 1 ns. Where the system has no such setting, nothing changes. */
  static void lower() {
    Path setting = Path.of("/proc/thread-self/timerslack_ns");
    if (!Files.isWritable(setting)) {
      return;
    }
    try {
      Files.writeString(setting, "1");
    } catch (IOException refused) {
      // Some containers show the file and refuse the write. Timers are then 50 µs later, which the
      // measurements show like any other lateness.
      return;
    }
  }
}
