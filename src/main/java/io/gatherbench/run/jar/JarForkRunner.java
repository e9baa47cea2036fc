package io.gatherbench.run.jar;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.KernelFiles;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.file.JmhResultReader;
import io.gatherbench.run.jdk.JdkProbe;
import io.gatherbench.run.jmh.FailureText;
import io.gatherbench.run.jmh.ForkExecutor;
import io.gatherbench.run.jmh.ForkLimit;
import io.gatherbench.run.jmh.ForkRequest;
import io.gatherbench.run.jmh.ForkRunner;
import io.gatherbench.run.jmh.JmhOptions;
import io.gatherbench.run.record.ForkSink;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs single forks of other programs' jars, each by the jar's own JMH. Not thread-safe. */
public final class JarForkRunner implements ForkExecutor {

  private static final int BUFFER = 8_192;

  private final Map<String, JmhJar> jars = new HashMap<>();
  private final JmhOptions options;
  private volatile Process running;

  /** Creates a runner; throws if a jar of the variants is none of JMH's. */
  public JarForkRunner(List<Variant> variants, JmhOptions options) throws UnusableInputException {
    for (Variant variant : variants) {
      jars.put(variant.jar(), JmhJar.read("jar of " + variant.name(), variant.jar()));
    }
    this.options = options;
    // A JVM that ends leaves its children running.
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  @Override
  public ForkRunner.Ended run(ForkRequest fork) throws UnusableInputException {
    Variant variant = fork.variant();
    PlannedCell cell = fork.cell();
    ForkSink sink = fork.sink();
    FailureText printed = new FailureText();
    JarRows rows = new JarRows(sink.info(), fork.number(), options.rowParameters());
    int processors = sink.info().machine().cores();
    int threads = jars.get(variant.jar()).threads(cell, options, processors);
    try {
      Path json = Files.createTempFile("gatherbench-jmh", ".json");
      try {
        CompilerWatch watch = execute(command(variant, cell, json), fork.limitSeconds(), printed);
        List<Row> result = read(json);
        boolean failed = result.stream().allMatch(row -> Double.isNaN(row.value()));
        boolean abandoned = failed && fork.stopping().getAsBoolean();
        if (!failed) {
          // What one thread measures and one compiles, further processors do not change.
          int used = Math.min(processors, threads + 1);
          sink.rows().add(rows.measured(result, watch.percentOf(used)));
        } else if (!abandoned) {
          Files.writeString(json, JarRows.nothing(cell, threads));
          sink.rows().add(rows.failed(read(json), cause(printed)));
        }
        return new ForkRunner.Ended(List.of(), failed && !abandoned, abandoned, printed);
      } finally {
        Files.delete(json);
      }
    } catch (IOException e) {
      throw new UnusableInputException(
          "JMH of " + variant.jar() + " cannot run: " + e.getMessage());
    }
  }

  /** Returns the rows of a result of JMH's; none if it wrote none, or not all of it. */
  private static List<Row> read(Path json) {
    List<Row> rows = new ArrayList<>();
    try {
      JmhResultReader.<RuntimeException>read(json, rows::add);
      return rows;
    } catch (IOException e) {
      // What JMH printed says why.
      return List.of();
    }
  }

  /** Returns why a fork failed; of what shows no cause the last line, which is JMH's. */
  private static String cause(FailureText printed) {
    Stream<String> lines = printed.text().lines().filter(line -> !line.isBlank());
    return printed.cause().equals(FailureText.UNKNOWN)
        ? lines.reduce((a, b) -> b).orElse(FailureText.UNKNOWN)
        : printed.cause();
  }

  private List<String> command(Variant variant, PlannedCell cell, Path json) {
    JmhJar jar = jars.get(variant.jar());
    List<String> command = new ArrayList<>(List.of(variant.jdk().executable()));
    command.addAll(List.of("-Djmh.ignoreLock=true", "-cp", variant.jar(), "org.openjdk.jmh.Main"));
    command.add("^" + Pattern.quote(cell.benchmark()) + "$");
    // A benchmark may name another JVM.
    command.addAll(List.of("-jvm", variant.jdk().executable()));
    command.addAll(List.of("-f", "1", "-wf", "0", "-bm", cell.parameters().get(JmhJar.MODE)));
    command.addAll(List.of("-rf", "json", "-rff", json.toString()));
    command.addAll(options.settings());
    jar.given(cell).forEach((name, value) -> command.addAll(List.of("-p", name + "=" + value)));
    // The command line replaces what the benchmark appends, and is not inherited.
    List<String> flags = new ArrayList<>(jar.appendedFlags(cell));
    flags.addAll(JdkProbe.quietFlags(variant.jdk()));
    flags.addAll(variant.flags());
    if (!flags.isEmpty()) {
      command.addAll(List.of("-jvmArgsAppend", String.join(" ", flags)));
    }
    return command;
  }

  /** Runs a command to its end, or to the limit, together with what it starts. */
  private CompilerWatch execute(List<String> command, long limitSeconds, FailureText printed)
      throws IOException {
    ForkLimit limit = new ForkLimit(limitSeconds, printed);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      running = process;
      process.getOutputStream().close();
      CompilerWatch watch =
          new CompilerWatch(
              KernelFiles.ofThisMachine(),
              () -> process.descendants().map(ProcessHandle::pid).toList(),
              System::nanoTime);
      try (Reader out = process.inputReader(StandardCharsets.UTF_8)) {
        char[] buffer = new char[BUFFER];
        for (int length = out.read(buffer); length >= 0; length = out.read(buffer)) {
          String text = new String(buffer, 0, length);
          watch.printed(text);
          printed.add(text);
        }
      }
      return watch;
    } finally {
      kill();
      limit.close();
    }
  }

  private void kill() {
    Process process = running;
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
