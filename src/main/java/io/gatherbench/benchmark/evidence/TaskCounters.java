package io.gatherbench.benchmark.evidence;

import io.gatherbench.results.KernelFiles;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Linux's counters for each thread of this process, by the kernel's thread id. Linux counts for the
 * process as well, but shows that only to C programs ({@code getrusage(2)}); a thread's counters
 * vanish with it. See {@code proc_pid_status(5)} and {@code proc_pid_schedstat(5)}.
 */
record TaskCounters(Map<String, Task> byThread) {

  private static final String TASKS = "proc/self/task/";

  /** Counters of one or more threads; only {@code compilerNanos} is of the compiler's. */
  record Task(long cpuNanos, long compilerNanos, long voluntarySwitches, long involuntarySwitches) {

    static final Task NONE = new Task(0, 0, 0, 0);

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

  /** Reads all threads but the calling one, whose counters change meanwhile. */
  static TaskCounters ofOthers(KernelFiles kernel) {
    Optional<String> own = ownId(kernel);
    Map<String, Task> tasks = new HashMap<>();
    if (own.isPresent()) {
      for (String id : kernel.names(TASKS)) {
        if (!id.equals(own.get())) {
          read(kernel, id).ifPresent(task -> tasks.put(id, task));
        }
      }
    }
    return new TaskCounters(tasks);
  }

  /** Reads the calling thread; zeros on other systems than Linux. */
  static Task own(KernelFiles kernel) {
    return ownId(kernel).flatMap(id -> read(kernel, id)).orElse(Task.NONE);
  }

  /** Sums up what was added since an earlier reading; empty on other systems than Linux. */
  Optional<Task> since(TaskCounters earlier) {
    if (byThread.isEmpty() || earlier.byThread.isEmpty()) {
      return Optional.empty();
    }
    return byThread.entrySet().stream()
        .map(task -> task.getValue().minus(earlier.byThread.getOrDefault(task.getKey(), Task.NONE)))
        .reduce(Task::plus);
  }

  private static Optional<String> ownId(KernelFiles kernel) {
    return kernel.link("proc/thread-self").map(link -> link.substring(link.lastIndexOf('/') + 1));
  }

  private static Optional<Task> read(KernelFiles kernel, String id) {
    Optional<Long> nanos = kernel.firstNumber(TASKS + id + "/schedstat");
    Optional<String> name = kernel.text(TASKS + id + "/comm");
    if (nanos.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    if (KernelFiles.isCompiler(name.get())) {
      return Optional.of(new Task(0, nanos.get(), 0, 0));
    }
    return kernel
        .text(TASKS + id + "/status")
        .flatMap(
            status ->
                KernelFiles.fieldOf(status, "voluntary_ctxt_switches")
                    .flatMap(
                        voluntary ->
                            KernelFiles.fieldOf(status, "nonvoluntary_ctxt_switches")
                                .map(other -> task(nanos.get(), voluntary, other))));
  }

  private static Task task(long nanos, String voluntary, String involuntary) {
    return new Task(nanos, 0, Long.parseLong(voluntary), Long.parseLong(involuntary));
  }
}
