package io.gatherbench.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The tightest limits of this process's control group and those above it, by {@code cgroups(7)},
 * version 2 or 1. Empty where there is none; tasks are threads and processes.
 */
public record ContainerLimits(
    Optional<Double> processors, Optional<Long> memoryBytes, Optional<Long> tasks) {

  private static final String GROUPS = "sys/fs/cgroup";

  /** Version 1 says "unlimited" with a number near the largest. */
  private static final long UNLIMITED = 1L << 60;

  /** Reads the limits. */
  public static ContainerLimits of(KernelFiles files) {
    List<String> cpu = folders(files, "cpu");
    List<String> memory = folders(files, "memory");
    List<String> pids = folders(files, "pids");
    return new ContainerLimits(
        least(cpu, folder -> quota(files, folder)),
        least(
            memory,
            folder ->
                files
                    .number(folder + "/memory.max")
                    .or(() -> files.number(folder + "/memory.limit_in_bytes"))
                    .filter(bytes -> bytes < UNLIMITED)),
        least(pids, folder -> files.number(folder + "/pids.max")));
  }

  private static Optional<Double> quota(KernelFiles files, String folder) {
    Optional<String> both = files.text(folder + "/cpu.max");
    if (both.isPresent()) {
      String[] words = both.get().split("\\s+");
      return words.length == 2 && !words[0].equals("max")
          ? Optional.of(Double.parseDouble(words[0]) / Double.parseDouble(words[1]))
          : Optional.empty();
    }
    return files
        .number(folder + "/cpu.cfs_quota_us")
        .filter(micros -> micros > 0)
        .flatMap(
            micros ->
                files
                    .number(folder + "/cpu.cfs_period_us")
                    .map(period -> (double) micros / period));
  }

  private static <T extends Comparable<T>> Optional<T> least(
      List<String> folders, Function<String, Optional<T>> limit) {
    return folders.stream().map(limit).flatMap(Optional::stream).min(T::compareTo);
  }

  /** Returns the folders of the group and of all groups above it, under both interfaces. */
  private static List<String> folders(KernelFiles files, String controller) {
    List<String> folders = new ArrayList<>();
    files.text("proc/self/cgroup").stream()
        .flatMap(String::lines)
        .map(line -> line.split(":", 3))
        .filter(parts -> parts.length == 3)
        .forEach(
            parts -> {
              boolean unified = parts[1].isEmpty();
              if (unified || Stream.of(parts[1].split(",")).anyMatch(controller::equals)) {
                String mount = unified ? GROUPS : GROUPS + "/" + parts[1];
                upwards(parts[2]).forEach(group -> folders.add(mount + group));
              }
            });
    return folders;
  }

  /** Returns {@code /a/b}, {@code /a} and the root, which is empty. */
  private static List<String> upwards(String group) {
    List<String> groups = new ArrayList<>();
    for (String at = group; at.length() > 1; at = at.substring(0, at.lastIndexOf('/'))) {
      groups.add(at);
    }
    groups.add("");
    return groups;
  }
}
