package io.gatherbench.run.jar;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.results.ParameterText;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.CodeDigest;
import io.gatherbench.run.jmh.BenchmarkFinder;
import io.gatherbench.run.jmh.JmhOptions;
import io.gatherbench.run.jmh.ValidCombinations;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.util.Optional;
import org.openjdk.jmh.util.Utils;
import org.openjdk.jmh.util.lines.TestLineWriter;

/**
 * A JMH jar of another program: its benchmarks, read from its own list, whose lines are the same
 * from JMH 1.21 to 1.37 but for the values of parameters. Nothing of it is loaded as code.
 */
public final class JmhJar {

  /** The parameter of a planned cell that is JMH's mode. */
  static final String MODE = "mode";

  /** Approximate time to start the two JVMs of a fork. */
  private static final double START_SECONDS = 3;

  private static final String MAIN = "org/openjdk/jmh/Main.class";
  private static final String ALLOWED =
      "a JMH jar: with org.openjdk.jmh.Main and a META-INF/BenchmarkList of JMH 1.21 or later";

  /** Columns of the rows, and settings of JMH, that parameters may be called like. */
  private static final Set<String> TAKEN =
      Set.of(
          ("benchmark mode file run host os cpu cores memory_mb jdk vm vm_args gc stub commit"
                  + " threads jmh warmup measurement")
              .split(" "));

  private static final int MOST_NAMED = 10;

  /** The version of class files is that of their Java and this. */
  private static final int CLASS_VERSION = 44;

  private static final int VERSION_AT = 7;

  private final Map<String, List<BenchmarkListEntry>> benchmarks = new TreeMap<>();
  private final Map<String, Integer> java = new TreeMap<>();
  private final StringBuilder list = new StringBuilder();

  /** Reads a jar; throws if it is none of JMH's. {@code option} is what named it. */
  static JmhJar read(String option, String path) throws UnusableInputException {
    JmhJar jar = new JmhJar();
    StringBuilder lines = new StringBuilder();
    try (URLClassLoader loader = loader(path)) {
      for (URL list : Collections.list(loader.findResources("META-INF/BenchmarkList"))) {
        URLConnection connection = list.openConnection();
        // A cached jar would stay open, and be read again after it was replaced.
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
          lines.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)).append('\n');
        }
      }
      boolean plain = loader.findResource("org/openjdk/jmh/util/lines/Armor.class") == null;
      for (String line : lines.toString().lines().filter(l -> !l.isBlank()).toList()) {
        String known = plain ? encoded(line) : line;
        jar.list.append(known).append('\n');
        BenchmarkListEntry entry = new BenchmarkListEntry(known);
        String name = entry.getUsername();
        jar.benchmarks.computeIfAbsent(name, none -> new ArrayList<>()).add(entry);
        jar.java.put(name, java(loader, entry));
      }
      if (jar.benchmarks.isEmpty() || loader.findResource(MAIN) == null) {
        throw new UnusableInputException(option, path, ALLOWED);
      }
      return jar;
    } catch (IOException | IllegalStateException | IllegalArgumentException e) {
      throw new UnusableInputException(option, path, ALLOWED + " (" + e.getMessage() + ")");
    }
  }

  /**
   * Returns a line of a list as later JMHs write it, which encode the values of parameters: in that
   * of earlier ones each text stands as it is after its length.
   */
  private static String encoded(String line) {
    int start = line.indexOf(" M ");
    if (start < 0) {
      return line;
    }
    Map<String, String[]> parameters = new TreeMap<>();
    String[] names = line.substring(start + " M ".length()).split(" ", 2);
    String rest = names[1];
    for (int name = Integer.parseInt(names[0]); name > 0; name--) {
      String[] values = rest.substring(end(rest) + 1).split(" ", 2);
      String[] texts = new String[Integer.parseInt(values[0])];
      parameters.put(rest.substring(rest.indexOf(' ') + 1, end(rest)), texts);
      rest = values[1];
      for (int value = 0; value < texts.length; value++) {
        texts[value] = rest.substring(rest.indexOf(' ') + 1, end(rest));
        rest = rest.substring(end(rest) + 1);
      }
    }
    TestLineWriter writer = new TestLineWriter();
    writer.putOptionalParamCollection(Optional.of(parameters));
    return line.substring(0, start) + writer.toString().replaceFirst("JMH", "") + rest;
  }

  /** Returns the end of a text that its length and a blank come before. */
  private static int end(String text) {
    int blank = text.indexOf(' ');
    return blank + 1 + Integer.parseInt(text.substring(0, blank));
  }

  /** Opens a jar, and those that its manifest names, as resources. */
  private static URLClassLoader loader(String path) throws IOException {
    return new URLClassLoader(new URL[] {Path.of(path).toUri().toURL()}, null);
  }

  /** Returns the Java release of the class that JMH generated for a benchmark; 0 if unknown. */
  private static int java(URLClassLoader loader, BenchmarkListEntry entry) throws IOException {
    String method = entry.generatedTarget();
    String type = method.substring(0, method.lastIndexOf('.')).replace('.', '/') + ".class";
    try (InputStream in = loader.getResourceAsStream(type)) {
      return in == null ? 0 : (in.readNBytes(VERSION_AT + 1)[VERSION_AT] & 0xff) - CLASS_VERSION;
    }
  }

  /** Returns the jar's name and a digest of what is in it. */
  public static String identity(String path) throws IOException {
    return Path.of(path).getFileName() + " " + CodeDigest.of(path);
  }

  /**
   * Returns the cells of a command line.
   *
   * @throws UnusableInputException if no benchmark matches, or none has a parameter that is named
   */
  List<PlannedCell> cells(JmhOptions options) throws UnusableInputException {
    List<String> names =
        BenchmarkFinder.find(
                BenchmarkList.fromString(list.toString()), options, "benchmark", List.of())
            .stream()
            .map(BenchmarkListEntry::getUsername)
            .distinct()
            .sorted()
            .toList();
    Set<String> known = new TreeSet<>();
    names.forEach(name -> known.addAll(parameters(name).keySet()));
    for (String given : options.givenParameters()) {
      if (!known.contains(given)) {
        throw new UnusableInputException("parameter", given, String.join(", ", known));
      }
    }
    List<PlannedCell> cells = new ArrayList<>();
    for (String name : names) {
      BenchmarkListEntry entry = entry(name);
      Map<String, List<String>> values = new TreeMap<>();
      parameters(name)
          .forEach(
              (parameter, own) ->
                  values.put(
                      key(parameter),
                      List.copyOf(options.getParameter(parameter).orElse(Arrays.asList(own)))));
      values.put(MODE, modes(name, options));
      double seconds = START_SECONDS + ValidCombinations.iterationSeconds(entry, options);
      for (Map<String, String> combination : PlannedCell.combinations(values)) {
        cells.add(new PlannedCell(name, combination, seconds));
      }
    }
    return cells.stream().distinct().toList();
  }

  /** Returns the first of some names, and how many more there are. */
  static String some(Collection<String> names) {
    int more = names.size() - MOST_NAMED;
    return names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private List<String> modes(String name, JmhOptions options) {
    Collection<Mode> given = options.getBenchModes();
    return (given.isEmpty()
            ? benchmarks.get(name).stream().map(BenchmarkListEntry::getMode)
            : given.stream())
        .flatMap(mode -> mode == Mode.All ? Arrays.stream(Mode.values()) : List.of(mode).stream())
        .filter(mode -> mode != Mode.All)
        .map(Mode::shortLabel)
        .distinct()
        .sorted()
        .toList();
  }

  private BenchmarkListEntry entry(String benchmark) {
    return benchmarks.get(benchmark).get(0);
  }

  private Map<String, String[]> parameters(String benchmark) {
    return entry(benchmark).getParams().orElse(Map.of());
  }

  /** Returns a parameter's name among those of a cell, as rows are compared by it. */
  static String key(String parameter) {
    return TAKEN.contains(parameter) ? ParameterText.PREFIX + parameter : parameter;
  }

  /** Returns the name that a benchmark has for a parameter of its cell. */
  static String name(String key) {
    return key.startsWith(ParameterText.PREFIX)
        ? key.substring(ParameterText.PREFIX.length())
        : key;
  }

  /**
   * Returns the parameters that a fork of a cell has to be given, by the benchmark's names for
   * them: those that have no other value go without saying.
   */
  Map<String, String> given(PlannedCell cell) {
    Map<String, String> given = new LinkedHashMap<>();
    cell.parameters()
        .forEach(
            (key, value) -> {
              String[] own = parameters(cell.benchmark()).get(name(key));
              if (!key.equals(MODE) && !Arrays.equals(own, new String[] {value})) {
                given.put(name(key), value);
              }
            });
    return given;
  }

  /** Tells whether a fork has to be given a value with a comma, which JMH takes for several. */
  boolean hasComma(PlannedCell cell) {
    return given(cell).values().stream().anyMatch(value -> value.contains(","));
  }

  /** Returns the flags that the benchmark itself appends to those of forks. */
  List<String> appendedFlags(PlannedCell cell) {
    return List.copyOf(entry(cell.benchmark()).getJvmArgsAppend().orElse(List.of()));
  }

  /** Returns how often and how long a fork of a cell iterates, in comparable words. */
  String iterations(PlannedCell cell, JmhOptions options) {
    return ValidCombinations.iterations(entry(cell.benchmark()), options);
  }

  /** Returns the number of threads that run a benchmark, worked out as JMH does. */
  int threads(PlannedCell cell, JmhOptions options, int processors) {
    BenchmarkListEntry entry = entry(cell.benchmark());
    int[] groups = options.getThreadGroups().orElse(entry.getThreadGroups());
    int threads = options.getThreads().orElse(entry.getThreads().orElse(Defaults.THREADS));
    return Utils.roundUp(threads == Threads.MAX ? processors : threads, Utils.sum(groups));
  }

  /** Returns the Java release that a cell's code needs; 0 if unknown. */
  int java(PlannedCell cell) {
    return java.get(cell.benchmark());
  }
}
