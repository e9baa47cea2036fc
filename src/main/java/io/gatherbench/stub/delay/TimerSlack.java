package io.gatherbench.stub.delay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Makes timers of this thread, and of the threads that it starts later, as exact as Linux lets a
 * process have them. The kernel lets a sleeping thread oversleep by its "timer slack", 50 µs unless
 * told otherwise, to save wake-ups; an event loop inherits the slack of the thread that made it.
 * See {@code proc_pid_timerslack_ns(5)}.
 */
public final class TimerSlack {

  private TimerSlack() {}

  /** Asks for a slack of 1 ns. Where the system has no such setting, nothing changes. */
  public static void lower() {
    Path thread = Path.of("/proc/thread-self");
    if (!Files.isSymbolicLink(thread)) {
      return;
    }
    try {
      // The link reads <process>/task/<thread>; the setting is only there under /proc/<thread>.
      Path id = Files.readSymbolicLink(thread).getFileName();
      Path setting = Path.of("/proc", id.toString(), "timerslack_ns");
      Files.writeString(setting, "1", StandardOpenOption.WRITE);
    } catch (IOException refused) {
      // Some containers hide the file or refuse the write. Timers are then 50 µs later, which the
      // measurements show like any other lateness.
      return;
    }
  }
}
