package io.gatherbench.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.profile.ProfilerFactory;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.ProfilerConfig;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A run under JMH's own command line: everything that JMH understands, with input checked before
 * anything starts, and rows recorded as well.
 */
public final class JmhRun {

  private final CommandLineOptions options;
  private final SettingsOnly settings;
  private final List<String> hostFlags;
  private final Set<BenchmarkListEntry> benchmarks;
  private final Map<String, Collection<String>> parameters;

  private JmhRun(
      CommandLineOptions options,
      SettingsOnly settings,
      List<String> hostFlags,
      Set<BenchmarkListEntry> benchmarks,
      Map<String, Collection<String>> parameters) {
    this.options = options;
    this.settings = settings;
    this.hostFlags = hostFlags;
    this.benchmarks = benchmarks;
    this.parameters = parameters;
  }

  /**
   * Reads a command line.
   *
   * @throws UnusableInputException if JMH does not understand it
   */
  public static CommandLineOptions parse(List<String> arguments) throws UnusableInputException {
    try {
      return new CommandLineOptions(
          ProfilerLibrary.tellProfilers(arguments).toArray(new String[0]));
    } catch (CommandLineOptionException e) {
      throw new UnusableInputException("unusable option: " + e.getMessage() + "; see -h");
    }
  }

  /**
   * Checks what a command line asks for, as far as that goes without knowing the JDK.
   *
   * @param arguments the same command line, in which parameters of unknown names are looked for
   * @param hostFlags the flags that the user gave to the host JVM; forks inherit them, as is JMH's
   *     way, unless {@code -jvmArgs} is given
   * @throws UnusableInputException if no benchmark matches, or none has such a parameter
   */
  public static JmhRun of(
      CommandLineOptions options, List<String> arguments, List<String> hostFlags)
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
    return new JmhRun(options, SettingsOnly.of(arguments), hostFlags, benchmarks, parameters);
  }

  /** The {@code java} that forks will run on. */
  public String jvm() {
    return options.getJvm().orElse(TargetJdk.ownExecutable());
  }

  /** The JVM flags that the user gives to forks. */
  public List<String> forkFlags() {
    List<String> flags = new ArrayList<>();
    flags.addAll(options.getJvmArgsPrepend().orElse(List.of()));
    flags.addAll(options.getJvmArgs().orElse(hostFlags));
    flags.addAll(options.getJvmArgsAppend().orElse(List.of()));
    return flags;
  }

  /** The gathers that the ruler is to measure the floor of. Parameters must be checked. */
  public List<Ruler.Gather> gathers() {
    List<Ruler.Gather> gathers = new ArrayList<>();
    for (BenchmarkListEntry benchmark : benchmarks) {
      for (String latency : values(benchmark, "latency")) {
        for (String requests : values(benchmark, "requests")) {
          gathers.add(new Ruler.Gather(Integer.parseInt(requests), latency));
        }
      }
    }
    return Ruler.some(gathers);
  }

  /** The values of a parameter that a benchmark will be run with; none if it has no such one. */
  private Collection<String> values(BenchmarkListEntry benchmark, String name) {
    String[] own = defaults(benchmark).get(name);
    return own == null ? List.of() : parameters.getOrDefault(name, List.of(own));
  }

  /** The most connections that a fork will have open at once; parameters must be checked. */
  private int mostConnections() {
    int requests =
        benchmarks.stream()
            .filter(benchmark -> defaults(benchmark).containsKey("target"))
            .flatMap(benchmark -> values(benchmark, "requests").stream())
            .mapToInt(Integer::parseInt)
            .max()
            .orElse(0);
    return requests * Math.max(1, options.getThreads().orElse(1));
  }

  /**
   * Checks all parameters.
   *
   * @return the cells to measure
   * @throws UnusableInputException if a value is not allowed, or not on this JDK
   */
  public CrossProduct check(TargetJdk jdk) throws UnusableInputException {
    if (parameters.getOrDefault("target", List.of()).size() > 1) {
      throw new UnusableInputException(
          "target", String.join(",", parameters.get("target")), "one stub for a run");
    }
    for (Map.Entry<String, Collection<String>> given : parameters.entrySet()) {
      ParameterCheck.check(given.getKey(), given.getValue(), declared(given.getKey()), jdk);
    }
    OpenFiles.ensure(mostConnections());
    for (ProfilerConfig profiler : options.getProfilers()) {
      try {
        ProfilerFactory.getProfilerOrException(profiler);
      } catch (ProfilerException e) {
        throw new UnusableInputException(
            "JMH cannot run with -prof " + profiler.getKlass() + ": " + message(e));
      }
    }
    return CrossProduct.of(benchmarks, parameters, jdk);
  }

  /**
   * The cells that a JDK has of what is asked for, one by one.
   *
   * @throws UnusableInputException if a combination is named that does not exist, or none is left
   */
  List<PlannedCell> cells(TargetJdk jdk) throws UnusableInputException {
    CrossProduct product = CrossProduct.of(benchmarks, parameters, jdk);
    return new CellExpansion(benchmarks, parameters, options).cells(product);
  }

  /**
   * The stub for the run: the one that the parameters name, or one of its own. Benchmarks that need
   * none would not mind one.
   *
   * @throws UnusableInputException if a stub is named and none is there
   * @throws IOException if the run's own does not start
   */
  public StubLease stub() throws UnusableInputException, IOException {
    List<String> targets =
        parameters.getOrDefault("target", List.of()).stream().filter(t -> !t.isEmpty()).toList();
    return targets.isEmpty() ? StubLease.start() : StubLease.of(targets.get(0));
  }

  /**
   * Runs, showing what JMH shows.
   *
   * @param cells what {@link #check} returned
   * @param flags further flags for the forks
   * @param costs whether to measure what the work costs besides time
   * @return JMH's results
   * @throws UnusableInputException if JMH refuses what it is asked for
   */
  public Collection<RunResult> run(
      CrossProduct cells, List<String> flags, RowRecorder recorder, boolean costs)
      throws UnusableInputException {
    List<RunResult> results = new ArrayList<>();
    OutputFormat shown = new PlainFormat(ShownFormat.of(options));
    for (CrossProduct.Part part : cells.parts()) {
      RecordingFormat format = new RecordingFormat(shown, recorder, 1);
      try {
        results.addAll(new Runner(partOptions(part, flags, costs), format).run());
      } catch (RunnerException e) {
        if (e.getCause() instanceof BenchmarkException) {
          // A fork failed and JMH was to stop then (-foe): measured, as far as it went.
          return List.of();
        }
        throw new UnusableInputException("JMH cannot run: " + message(e));
      } finally {
        format.finish();
      }
    }
    if (cells.parts().size() > 1) {
      rewriteResultFile(results);
    }
    return results;
  }

  /** The default values of a parameter, over all benchmarks that have it. */
  private List<String> declared(String name) {
    return benchmarks.stream()
        .flatMap(benchmark -> Arrays.stream(defaults(benchmark).getOrDefault(name, new String[0])))
        .distinct()
        .toList();
  }

  /** What JMH is told of a part. */
  Options partOptions(CrossProduct.Part part, List<String> flags, boolean costs) {
    List<String> append = new ArrayList<>(options.getJvmArgsAppend().orElse(List.of()));
    append.addAll(flags);
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .parent(settings)
            .jvmArgs(options.getJvmArgs().orElse(hostFlags).toArray(new String[0]))
            .jvmArgsAppend(append.toArray(new String[0]))
            .addProfiler(ForkRunner.WORK_PROFILER);
    if (costs) {
      builder.addProfiler(ForkRunner.COST_PROFILER);
    }
    part.benchmarks().forEach(name -> builder.include("^" + Pattern.quote(name) + "$"));
    part.values().forEach((name, values) -> builder.param(name, values.toArray(new String[0])));
    return builder.build();
  }

  /** JMH has written its own file ({@code -rf}, {@code -rff}) after each part, over the last. */
  private void rewriteResultFile(List<RunResult> results) {
    if (options.getResult().hasValue() || options.getResultFormat().hasValue()) {
      ResultFormatType format = options.getResultFormat().orElse(Defaults.RESULT_FORMAT);
      String file =
          options
              .getResult()
              .orElse(
                  Defaults.RESULT_FILE_PREFIX + "." + format.toString().toLowerCase(Locale.ROOT));
      ResultFormatFactory.getInstance(format, file).writeOut(results);
    }
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
              .map(entry -> RowRecorder.shortName(entry.getUsername()))
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

  /** What JMH says, with what lies behind it: it names a missing profiler only there. */
  private static String message(Throwable e) {
    String because = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
    return String.valueOf(e.getMessage()).replaceFirst("^ERROR: ", "") + because;
  }
}
