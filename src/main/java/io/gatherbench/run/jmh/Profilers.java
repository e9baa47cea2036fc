package io.gatherbench.run.jmh;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.ProfilerConfig;

/**
 * Profilers that are asked for with {@code -prof}. Most of them take part of what they look at, so
 * that scores of forks with one are not held against scores of forks without: rows name it.
 */
public final class Profilers {

  /** Those that read counters of the JVM before and after an iteration, and do nothing between. */
  private static final Set<String> HARMLESS =
      Set.of("gc", "cl", "comp", "GCProfiler", "ClassloaderProfiler", "CompilerProfiler");

  private Profilers() {}

  /**
   * The parameter {@code prof} that cells have for it in their rows.
   *
   * @return empty if no profiler is asked for, or only such as disturb nothing
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
