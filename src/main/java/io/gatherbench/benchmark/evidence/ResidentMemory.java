package io.gatherbench.benchmark.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Memory of this process that is in the machine's. Linux keeps the most that there was, and starts
 * anew when it is told to; see {@code proc_pid_clear_refs(5)}.
 */
final class ResidentMemory {

  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final Path STATUS = Path.of("/proc/self/status");

  private ResidentMemory() {}

  /**
   * Starts anew.
   *
   * @return whether the system can
   */
  static boolean startPeak() {
    try {
      Files.writeString(CLEAR, "5", StandardOpenOption.WRITE);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The most since then, in MB. */
  static Optional<Double> peakMegabytes() {
    return megabytes("VmHWM:");
  }

  /** What there is now, in MB. */
  static Optional<Double> megabytes() {
    return megabytes("VmRSS:");
  }

  private static Optional<Double> megabytes(String key) {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.replaceAll("\\D", ""))
          .map(kilobytes -> Double.parseDouble(kilobytes) * 1024 / 1e6)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
