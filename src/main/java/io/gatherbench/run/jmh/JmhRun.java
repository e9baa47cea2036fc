package io.gatherbench.run.jmh;

import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.HostFlags;
import io.gatherbench.run.jdk.JdkProbe;
import io.gatherbench.run.record.IterationSink;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.util.UnCloseablePrintStream;

/** A run of JMH: checked before anything starts, enumerated as cells, and run. */
public final class JmhRun {

  private final JmhOptions options;
  private final HostFlags hostFlags;
  private final Set<BenchmarkListEntry> benchmarks;

  /** The values that were given, by the name of a parameter that a benchmark has. */
  private final Map<String, Collection<String>> parameters = new LinkedHashMap<>();

  /**
   * Checks the options, as far as that goes without knowing the JDK.
   *
   * @param hostFlags the flags of this JVM, some of which {@code -jvmArgs} replaces in forks
   * @throws UnusableInputException if no benchmark matches, or none has such a parameter or value
   */
  public JmhRun(JmhOptions options, HostFlags hostFlags) throws UnusableInputException {
    this.options = options;
    this.hostFlags = hostFlags;
    this.benchmarks = BenchmarkFinder.findOwn(options);
    Set<String> known = new TreeSet<>();
    benchmarks.forEach(benchmark -> known.addAll(ValidCombinations.defaults(benchmark).keySet()));
    for (String name : options.givenParameters()) {
      if (!known.contains(name)) {
        throw new UnusableInputException("parameter", name, String.join(", ", known));
      }
      parameters.put(name, options.getParameter(name).orElse(List.of()));
    }
    checkValues();
  }

  /** Returns the {@code java} that forks run on. */
  public String jvm() {
    return options.getJvm().orElse(JdkProbe.ownExecutable());
  }

  /** Returns the JVM flags that the user gives to forks. */
  public List<String> forkFlags() {
    List<String> flags = new ArrayList<>();
    flags.addAll(options.getJvmArgsPrepend().orElse(List.of()));
    flags.addAll(inherited());
    flags.addAll(options.getJvmArgsAppend().orElse(List.of()));
    return flags;
  }

  private List<String> inherited() {
    return options.getJvmArgs().hasValue()
        ? hostFlags.with(List.copyOf(options.getJvmArgs().get()))
        : hostFlags.all();
  }

  /** Returns the stub that the parameters name; empty if the run starts its own. */
  public Optional<String> target() {
    return parameters.getOrDefault("target", List.of()).stream()
        .filter(target -> !target.isEmpty())
        .findFirst();
  }

  /** Returns the number of threads that call each benchmark. */
  public int threads() {
    return Math.max(1, options.getThreads().orElse(1));
  }

  /** Returns the number of forks of a cell; without {@code -f} that of the first benchmark. */
  public int forks() {
    int annotated = benchmarks.iterator().next().getForks().orElse(Defaults.MEASUREMENT_FORKS);
    return options.getForkCount().orElse(annotated);
  }

  private void checkValues() throws UnusableInputException {
    ParameterCheck.checkProvidedClients();
    if (parameters.getOrDefault("target", List.of()).size() > 1) {
      throw new UnusableInputException(
          "target", String.join(",", parameters.get("target")), "one stub for a run");
    }
    for (Map.Entry<String, Collection<String>> given : parameters.entrySet()) {
      ParameterCheck.check(given.getKey(), given.getValue(), declared(given.getKey()));
    }
    ParameterCheck.checkStreams(parameters.get("streams"), parameters.get("protocol"));
    for (BenchmarkListEntry benchmark : benchmarks) {
      ParameterCheck.checkArrivals(values(benchmark, "rate"), values(benchmark, "duration"));
      Collection<String> bodies = target().isEmpty() ? values(benchmark, "bodyBytes") : List.of();
      ParameterCheck.checkBodies(values(benchmark, "requests"), bodies, threads());
    }
    options.checkProfilers();
  }

  /** Checks the parameters against the JDK too, and returns the cells to measure. */
  public ValidCombinations check(TargetJdk jdk) throws UnusableInputException {
    for (Map.Entry<String, Collection<String>> given : parameters.entrySet()) {
      ParameterCheck.check(given.getKey(), given.getValue(), jdk);
    }
    return combinations(jdk);
  }

  private ValidCombinations combinations(TargetJdk jdk) throws UnusableInputException {
    return ValidCombinations.of(benchmarks, parameters, jdk);
  }

  /** Returns a JDK's cells; throws if a named combination does not exist, or none is left. */
  public List<PlannedCell> cells(TargetJdk jdk) throws UnusableInputException {
    return combinations(jdk).cells(options);
  }

  /** Returns the cells that a JDK can run; none if it can run none. */
  public List<PlannedCell> cellsIfAny(TargetJdk jdk) {
    try {
      return cells(jdk);
    } catch (UnusableInputException e) {
      return List.of();
    }
  }

  /**
   * Runs what {@link #check} returned, with JMH's output.
   *
   * @param flags further ones for the forks
   * @param stubDeath says how the stub died, if it has: then all that follows has failed
   */
  public Collection<RunResult> run(
      ValidCombinations cells,
      List<String> flags,
      IterationSink recorder,
      boolean costs,
      Supplier<Optional<String>> stubDeath)
      throws UnusableInputException {
    List<RunResult> results = new ArrayList<>();
    OutputFormat shown = console();
    long limit = limitSeconds(cells);
    for (ValidCombinations.Part part : cells.parts()) {
      FailureText printed = new FailureText(stubDeath);
      RecordingFormat format = new RecordingFormat(shown, recorder, 1, printed, limit);
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

  /** Returns the time limit of forks: JMH's own (-to) does not cover setting up and closing. */
  private long limitSeconds(ValidCombinations cells) {
    return options.getTimeout().orElse(Defaults.TIMEOUT).convertTo(TimeUnit.SECONDS)
        + cells.cells(options).stream().mapToLong(PlanSettings::severalTimes).max().orElse(0);
  }

  /** Returns JMH's own output, to the place and in the detail that its command line sets. */
  private OutputFormat console() throws UnusableInputException {
    String file = options.getOutput().orElse("");
    try {
      PrintStream out =
          file.isEmpty()
              ? new UnCloseablePrintStream(System.out, StandardCharsets.UTF_8)
              : new PrintStream(file, StandardCharsets.UTF_8);
      return OutputFormatFactory.createFormatInstance(
          out, options.verbosity().orElse(Defaults.VERBOSITY));
    } catch (IOException e) {
      throw new UnusableInputException("-o", file, "a file to write to");
    }
  }

  Options partOptions(ValidCombinations.Part part, List<String> flags, boolean costs)
      throws UnusableInputException {
    List<String> append = new ArrayList<>(options.getJvmArgsAppend().orElse(List.of()));
    append.addAll(flags);
    ChainedOptionsBuilder builder =
        ForkRunner.options(
            options.withoutBenchmarks(), part.benchmarks(), inherited(), append, costs);
    part.values().forEach((name, values) -> builder.param(name, values.toArray(new String[0])));
    return builder.build();
  }

  /** Rewrites the file of {@code -rf} and {@code -rff}: JMH overwrites it with each part. */
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

  /** Returns JMH's message with those of its causes, which alone name a missing profiler. */
  static String message(Throwable e) {
    String because = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
    return String.valueOf(e.getMessage()).replaceFirst("^ERROR: ", "") + because;
  }

  /** The default values of a parameter, over all benchmarks that have it. */
  private List<String> declared(String name) {
    return benchmarks.stream()
        .flatMap(
            benchmark ->
                Arrays.stream(
                    ValidCombinations.defaults(benchmark).getOrDefault(name, new String[0])))
        .distinct()
        .toList();
  }

  /** The given or else default values of a parameter; none if the benchmark lacks it. */
  private Collection<String> values(BenchmarkListEntry benchmark, String name) {
    String[] own = ValidCombinations.defaults(benchmark).get(name);
    return own == null ? List.of() : parameters.getOrDefault(name, List.of(own));
  }
}
