package io.gatherbench.run.jmh;

import io.gatherbench.plan.TargetJdk;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The benchmarks that a command line of JMH's chooses, and the values of their parameters.
 *
 * @param benchmarks one or more
 * @param parameters the values that were given, by the name of a parameter that at least one of the
 *     benchmarks has
 */
record Selection(Set<BenchmarkListEntry> benchmarks, Map<String, Collection<String>> parameters) {

  /**
   * Finds what is chosen.
   *
   * @throws UnusableInputException if no benchmark matches, or none has such a parameter
   */
  static Selection of(JmhOptions options) throws UnusableInputException {
    Set<BenchmarkListEntry> benchmarks = find(options);
    Set<String> known = new TreeSet<>();
    for (BenchmarkListEntry benchmark : benchmarks) {
      known.addAll(defaults(benchmark).keySet());
    }
    Map<String, Collection<String>> parameters = new LinkedHashMap<>();
    for (String name : givenParameters(options.words())) {
      if (!known.contains(name)) {
        throw new UnusableInputException("parameter", name, String.join(", ", known));
      }
      parameters.put(name, options.getParameter(name).orElse(List.of()));
    }
    return new Selection(benchmarks, parameters);
  }

  /**
   * Checks the values of all parameters.
   *
   * @throws UnusableInputException if one is not allowed, or not on this JDK
   */
  void check(TargetJdk jdk) throws UnusableInputException {
    if (parameters.getOrDefault("target", List.of()).size() > 1) {
      throw new UnusableInputException(
          "target", String.join(",", parameters.get("target")), "one stub for a run");
    }
    for (Map.Entry<String, Collection<String>> given : parameters.entrySet()) {
      ParameterCheck.check(given.getKey(), given.getValue(), declared(given.getKey()), jdk);
    }
  }

  /** Returns the stub that the parameters name; empty if the run starts its own. */
  Optional<String> target() {
    return parameters.getOrDefault("target", List.of()).stream()
        .filter(target -> !target.isEmpty())
        .findFirst();
  }

  /** The default values of a parameter, over all benchmarks that have it. */
  private List<String> declared(String name) {
    return benchmarks.stream()
        .flatMap(benchmark -> Arrays.stream(defaults(benchmark).getOrDefault(name, new String[0])))
        .distinct()
        .toList();
  }

  private static Set<BenchmarkListEntry> find(JmhOptions options) throws UnusableInputException {
    OutputFormat silent = ForkRunner.silent(VerboseMode.SILENT);
    BenchmarkList list = BenchmarkList.defaultList();
    Set<BenchmarkListEntry> found;
    try {
      found = list.find(silent, options.getIncludes(), options.getExcludes());
    } catch (PatternSyntaxException e) {
      throw new UnusableInputException(
          "regular expression", e.getPattern(), "Java's syntax (" + e.getDescription() + ")");
    }
    if (found.isEmpty()) {
      String all =
          list.getAll(silent, List.of()).stream()
              .map(entry -> Row.shortName(entry.getUsername()))
              .collect(Collectors.joining(", "));
      throw new UnusableInputException(
          "benchmark or command",
          String.join(" ", options.getIncludes()),
          "a part of one of " + all + "; or compare, jdks, profile, report, stub, trace");
    }
    return found;
  }

  private static Map<String, String[]> defaults(BenchmarkListEntry benchmark) {
    return benchmark.getParams().orElse(Map.of());
  }

  /** The names in {@code -p name=value}: JMH silently drops those that no benchmark has. */
  private static Set<String> givenParameters(List<String> words) {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-p") && i + 1 < words.size()) {
        names.add(words.get(i + 1).split("=", 2)[0]);
      } else if (word.matches("-p[A-Za-z]\\w*=.*") && !word.startsWith("-prof=")) {
        names.add(word.substring(2).split("=", 2)[0]);
      }
    }
    return names;
  }
}
