package io.gatherbench.benchmark.evidence;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Linux has counted for each thread of this process: processor time to the nanosecond, and
 * context switches. It counts them for the process as a whole as well, but tells only C programs
 * ({@code getrusage(2)}); in its files a thread's counters vanish with the thread. See {@code
 * proc_pid_status(5)} and {@code proc_pid_schedstat(5)}.
 *
 * @param byThread by the kernel's thread id
 */
public record TaskCounters(Map<Long, Task> byThread) {

  private static final Path TASKS = Path.of("/proc/self/task");

  /** As HotSpot names its compiler's threads, cut off by the kernel after 15 letters. */
  private static final List<String> COMPILERS = List.of("C1 ", "C2 ", "JVMCI");

  private static final String VOLUNTARY = "voluntary_ctxt_switches:";
  private static final String INVOLUNTARY = "nonvoluntary_ctxt_switches:";

  /**
   * One thread, or the sum of some, since they started.
   *
   * @param cpuNanos processor time, without the compiler's
   * @param compilerNanos processor time of the just-in-time compiler
   * @param voluntarySwitches how often one waited, without the compiler's
   * @param involuntarySwitches how often one had to make room, without the compiler's
   */
  public record Task(
      long cpuNanos, long compilerNanos, long voluntarySwitches, long involuntarySwitches) {

    public static final Task NONE = new Task(0, 0, 0, 0);

    Task plus(Task other) {
      return new Task(
          cpuNanos + other.cpuNanos,
          compilerNanos + other.compilerNanos,
          voluntarySwitches + other.voluntarySwitches,
          involuntarySwitches + other.involuntarySwitches);
    }

    Task minus(Task other) {
      return new Task(
          cpuNanos - other.cpuNanos,
          compilerNanos - other.compilerNanos,
          voluntarySwitches - other.voluntarySwitches,
          involuntarySwitches - other.involuntarySwitches);
    }
  }

  /** Of all threads but the calling one, whose counters change while it reads. */
  public static TaskCounters ofOthers() {
    Map<Long, Task> tasks = new HashMap<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(TASKS)) {
      String own = ownId();
      for (Path folder : folders) {
        String id = folder.getFileName().toString();
        if (!id.equals(own)) {
          read(folder).ifPresent(task -> tasks.put(Long.valueOf(id), task));
        }
      }
    } catch (IOException e) {
      // No such system.
      return new TaskCounters(Map.of());
    }
    return new TaskCounters(tasks);
  }

  /** Of the calling thread; nothing counted where the system does not tell. */
  static Task own() {
    try {
      return read(TASKS.resolve(ownId())).orElse(Task.NONE);
    } catch (IOException e) {
      return Task.NONE;
    }
  }

  /**
   * What has come to the counters since an earlier reading.
   *
   * @return nothing if the system does not tell
   */
  public Optional<Task> since(TaskCounters earlier) {
    if (byThread.isEmpty() || earlier.byThread.isEmpty()) {
      return Optional.empty();
    }
    Task sum = Task.NONE;
    for (Map.Entry<Long, Task> task : byThread.entrySet()) {
      Task then = earlier.byThread.getOrDefault(task.getKey(), Task.NONE);
      sum = sum.plus(task.getValue().minus(then));
    }
    return Optional.of(sum);
  }

  private static String ownId() throws IOException {
    return Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString();
  }

  /** Nothing if the thread has ended meanwhile. */
  private static Optional<Task> read(Path folder) {
    try {
      String[] schedule = Files.readString(folder.resolve("schedstat")).split(" ");
      long nanos = Long.parseLong(schedule[0]);
      String name = Files.readString(folder.resolve("comm"));
      if (COMPILERS.stream().anyMatch(name::startsWith)) {
        return Optional.of(new Task(0, nanos, 0, 0));
      }
      List<String> status = Files.readAllLines(folder.resolve("status"));
      return Optional.of(
          new Task(nanos, 0, number(status, VOLUNTARY), number(status, INVOLUNTARY)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static long number(List<String> status, String key) {
    return status.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).strip())
        .mapToLong(Long::parseLong)
        .sum();
  }
}
