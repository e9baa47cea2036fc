package io.gatherbench.run.jmh;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.JdkProbe;
import io.gatherbench.run.record.IterationSink;
import io.gatherbench.run.record.RowRecorder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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

/** Runs single forks, without showing what JMH prints. Not thread-safe. */
public final class ForkRunner {

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
   * @param results JMH's
   * @param abandoned whether it is to be run again, and has not failed
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

  /**
   * Runs one fork. A fork that fails, or is killed at its limit, is recorded as failed.
   *
   * @param number which fork of its cell and variant, from 1
   * @param stopping whether this process is being stopped: a fork that ends then has not failed
   * @throws UnusableInputException if JMH itself cannot run
   */
  public Ended run(
      ForkKind kind,
      Variant variant,
      PlannedCell cell,
      int number,
      long limitSeconds,
      IterationSink sink,
      BooleanSupplier stopping)
      throws UnusableInputException {
    FailureText printed = new FailureText(stubDeath);
    RecordingFormat format = new RecordingFormat(silent(VerboseMode.NORMAL), sink, number, printed);
    Collection<RunResult> results;
    // To see which blackholes it has, JMH starts a JVM, once: the limit would kill that as well.
    CompilerHints.printHints(nowhere());
    ForkLimit limit = new ForkLimit(limitSeconds, printed);
    try {
      results = new Runner(options(kind, variant, cell, number), format).run();
    } catch (RunnerException e) {
      throw new UnusableInputException("JMH cannot run: " + e.getMessage());
    } finally {
      limit.close();
    }
    boolean abandoned = results.isEmpty() && stopping.getAsBoolean();
    if (!abandoned) {
      format.finish();
    }
    return new Ended(results, results.isEmpty() && !abandoned, abandoned, printed);
  }

  /**
   * Runs one fork without JMH, and records its failure as that of any other.
   *
   * @param stub the address of the run's stub
   * @throws IOException if the stub does not answer, or files cannot be made
   */
  public Ended run(
      ForkKind.Bare kind,
      URI stub,
      Variant variant,
      PlannedCell cell,
      int number,
      long limitSeconds,
      RowRecorder recorder,
      BooleanSupplier stopping)
      throws IOException {
    FailureText printed = new FailureText(stubDeath);
    Optional<ForkKind.Values> values;
    ForkLimit limit = new ForkLimit(limitSeconds, printed);
    try {
      values = kind.run(stub, variant, cell, number, printed);
    } finally {
      limit.close();
    }
    boolean abandoned = values.isEmpty() && stopping.getAsBoolean();
    if (values.isPresent()) {
      recorder.record(
          cell.benchmark(),
          cell.parameters(),
          number,
          values.get().metrics(),
          values.get().validity());
    } else if (!abandoned) {
      recorder.recordFailure(cell.benchmark(), cell.parameters(), number, printed.cause());
    }
    return new Ended(List.of(), values.isEmpty() && !abandoned, abandoned, printed);
  }

  private Options options(ForkKind kind, Variant variant, PlannedCell cell, int number) {
    List<String> flags = new ArrayList<>(JdkProbe.quietFlags(variant.jdk()));
    flags.addAll(stubFlags);
    flags.add("-D" + FORK_PROPERTY + "=" + number);
    boolean counting = kind instanceof ForkKind.CountingThreads;
    ChainedOptionsBuilder builder =
        options(parent, List.of(cell.benchmark()), variant.flags(), flags, costs && !counting)
            .forks(1)
            .warmupForks(0)
            .jvm(variant.jdk().executable());
    cell.parameters().forEach(builder::param);
    if (counting) {
      builder.addProfiler(EVIDENCE + "PinningProfiler").measurementIterations(1);
    } else if (kind instanceof ForkKind.Profiling profiling) {
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
