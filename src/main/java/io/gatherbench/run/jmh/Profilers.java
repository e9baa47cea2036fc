package io.gatherbench.run.jmh;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.ProfilerConfig;

/**
 * Profilers that the user adds with {@code -prof}. Most of them cost time, so that scores of forks
 * with one are not compared with scores of forks without: rows name it.
 */
public final class Profilers {

  /** Profilers that only read counters before and after an iteration. */
  private static final Set<String> HARMLESS =
      Set.of("gc", "cl", "comp", "GCProfiler", "ClassloaderProfiler", "CompilerProfiler");

  private Profilers() {}

  /**
   * Returns the parameter {@code prof} of the rows.
   *
   * @return empty if there is no profiler, or only such as disturb nothing
   */
  public static Map<String, String> parameter(Options options) {
    String names =
        options.getProfilers().stream()
            .map(ProfilerConfig::getKlass)
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .filter(name -> !HARMLESS.contains(name))
            .distinct()
            .sorted()
            .collect(Collectors.joining("+"));
    return names.isEmpty() ? Map.of() : Map.of("prof", names);
  }
}
