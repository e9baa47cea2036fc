package io.gatherbench.run.jmh;

import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.Calibration;
import io.gatherbench.run.jdk.TargetJdk;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What a command line of JMH's chooses: benchmarks, and values for their parameters.
 *
 * @param benchmarks one or more
 * @param parameters the values that were given, by the name of a parameter that at least one of the
 *     benchmarks has
 */
record Selection(Set<BenchmarkListEntry> benchmarks, Map<String, Collection<String>> parameters) {

  /**
   * Finds what is chosen.
   *
   * @param arguments the same command line, in which parameters of unknown names are looked for
   * @throws UnusableInputException if no benchmark matches, or none has such a parameter
   */
  static Selection of(CommandLineOptions options, List<String> arguments)
      throws UnusableInputException {
    Set<BenchmarkListEntry> benchmarks = find(options);
    Set<String> known = new TreeSet<>();
    for (BenchmarkListEntry benchmark : benchmarks) {
      known.addAll(defaults(benchmark).keySet());
    }
    Map<String, Collection<String>> parameters = new LinkedHashMap<>();
    for (String name : givenParameters(arguments)) {
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

  /** The stub that the run is to use; nothing if it is to have its own. */
  Optional<String> target() {
    return parameters.getOrDefault("target", List.of()).stream()
        .filter(target -> !target.isEmpty())
        .findFirst();
  }

  /** The gathers that the ruler is to measure the floor of. Parameters must be checked. */
  List<Calibration.Gather> gathers() {
    List<Calibration.Gather> gathers = new ArrayList<>();
    for (BenchmarkListEntry benchmark : benchmarks) {
      for (String latency : values(benchmark, "latency")) {
        for (String requests : values(benchmark, "requests")) {
          gathers.add(new Calibration.Gather(Integer.parseInt(requests), latency));
        }
      }
    }
    return Calibration.some(gathers);
  }

  /**
   * The most requests of a gather that goes to the stub, or 0 if none does; parameters must be
   * checked.
   */
  int mostRequests() {
    return benchmarks.stream()
        .filter(benchmark -> defaults(benchmark).containsKey("target"))
        .flatMap(benchmark -> values(benchmark, "requests").stream())
        .mapToInt(Integer::parseInt)
        .max()
        .orElse(0);
  }

  /** The values of a parameter that a benchmark will be run with; none if it has no such one. */
  private Collection<String> values(BenchmarkListEntry benchmark, String name) {
    String[] own = defaults(benchmark).get(name);
    return own == null ? List.of() : parameters.getOrDefault(name, List.of(own));
  }

  /** The default values of a parameter, over all benchmarks that have it. */
  private List<String> declared(String name) {
    return benchmarks.stream()
        .flatMap(benchmark -> Arrays.stream(defaults(benchmark).getOrDefault(name, new String[0])))
        .distinct()
        .toList();
  }

  private static Set<BenchmarkListEntry> find(CommandLineOptions options)
      throws UnusableInputException {
    OutputFormat silent =
        OutputFormatFactory.createFormatInstance(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            VerboseMode.SILENT);
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

  /** The names in {@code -p name=value}: JMH drops those that no benchmark has without a word. */
  private static Set<String> givenParameters(List<String> arguments) {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      String assignment = null;
      if (argument.equals("-p") && i + 1 < arguments.size()) {
        assignment = arguments.get(i + 1);
      } else if (argument.matches("-p[A-Za-z]\\w*=.*") && !argument.startsWith("-prof=")) {
        assignment = argument.substring(2);
      }
      if (assignment != null) {
        names.add(assignment.contains("=") ? assignment.split("=", 2)[0] : assignment);
      }
    }
    return names;
  }
}
