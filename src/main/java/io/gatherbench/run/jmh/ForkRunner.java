package io.gatherbench.run.jmh;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.JdkProbe;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.CompilerHints;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs single forks with JMH, without showing what JMH prints. Not thread-safe. */
public final class ForkRunner implements ForkExecutor {

  /** The package of JMH's profilers that carry evidence; benchmarks are known by name only. */
  private static final String EVIDENCE = "io.gatherbench.benchmark.evidence.";

  /**
   * JMH does not tear down after an operation that threw. The threads that then still run keep the
   * fork alive until JMH ends it, by itself after 30 s; all else is closed before it looks.
   */
  private static final List<String> EXIT_FLAGS =
      List.of("-Djmh.shutdownTimeout=3", "-Djmh.shutdownTimeout.step=3");

  /** The system property that tells a fork its number, by which it shuffles its own order. */
  private static final String FORK_PROPERTY = "gatherbench.fork";

  private final Options parent;
  private final List<String> stubFlags;
  private final boolean costs;
  private final Supplier<Optional<String>> stubDeath;

  /**
   * The end of a fork.
   *
   * @param results what the JMH of this process measured; empty for forks of others
   * @param abandoned whether it ended with this process, and is to be run again
   */
  public record Ended(
      Collection<RunResult> results, boolean failed, boolean abandoned, FailureText printed) {}

  /**
   * Creates a runner.
   *
   * @param parent what the user says to JMH, without benchmarks
   * @param stubDeath says how the stub died, if it has
   */
  public ForkRunner(
      Options parent, List<String> stubFlags, boolean costs, Supplier<Optional<String>> stubDeath) {
    this.parent = parent;
    this.stubFlags = List.copyOf(stubFlags);
    this.costs = costs;
    this.stubDeath = stubDeath;
  }

  @Override
  public Ended run(ForkRequest fork) throws UnusableInputException {
    FailureText printed = new FailureText(stubDeath);
    RecordingFormat format =
        new RecordingFormat(
            silent(VerboseMode.NORMAL), fork.sink().iterations(), fork.number(), printed);
    Collection<RunResult> results;
    // To see which blackholes it has, JMH starts a JVM, once: the limit would kill that as well.
    CompilerHints.printHints(nowhere());
    ForkLimit limit = new ForkLimit(fork.limitSeconds(), printed);
    try {
      results = new Runner(options(fork), format).run();
    } catch (RunnerException e) {
      throw new UnusableInputException("JMH cannot run: " + e.getMessage());
    } finally {
      limit.close();
    }
    boolean abandoned = results.isEmpty() && fork.stopping().getAsBoolean();
    if (!abandoned) {
      format.finish();
    }
    return new Ended(results, results.isEmpty() && !abandoned, abandoned, printed);
  }

  private Options options(ForkRequest fork) {
    Variant variant = fork.variant();
    PlannedCell cell = fork.cell();
    List<String> flags = new ArrayList<>(JdkProbe.quietFlags(variant.jdk()));
    flags.addAll(stubFlags);
    flags.add("-D" + FORK_PROPERTY + "=" + fork.number());
    boolean counting = fork.kind() instanceof ForkKind.CountingThreads;
    ChainedOptionsBuilder builder =
        options(parent, List.of(cell.benchmark()), variant.flags(), flags, costs && !counting)
            .forks(1)
            .warmupForks(0)
            .jvm(variant.jdk().executable());
    cell.parameters().forEach(builder::param);
    if (counting) {
      builder.addProfiler(EVIDENCE + "PinningProfiler").measurementIterations(1);
    } else if (fork.kind() instanceof ForkKind.Profiling profiling) {
      builder.addProfiler(profiling.profiler(), profiling.options()).measurementIterations(1);
    }
    return builder.build();
  }

  /** Returns the options that every fork has: the user's flags, and those that it needs besides. */
  static ChainedOptionsBuilder options(
      Options parent,
      List<String> benchmarks,
      Collection<String> flags,
      List<String> needed,
      boolean costs) {
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .parent(parent)
            .jvmArgs(flags.toArray(new String[0]))
            .jvmArgsAppend(
                Stream.concat(needed.stream(), EXIT_FLAGS.stream()).toArray(String[]::new))
            .addProfiler(EVIDENCE + "WorkProfiler");
    if (costs) {
      builder.addProfiler(EVIDENCE + "CostProfiler");
    }
    benchmarks.forEach(name -> builder.include("^" + Pattern.quote(name) + "$"));
    return builder;
  }

  static OutputFormat silent(VerboseMode mode) {
    return OutputFormatFactory.createFormatInstance(nowhere(), mode);
  }

  private static PrintStream nowhere() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }
}
