package io.gatherbench.benchmark.memory;

import io.gatherbench.client.ClientExecutor;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.RequestStrategy;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.strategy.pending.PendingRequests;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A program of a strategy and its client alone, whose requests wait: what it needs is not what JMH
 * and a benchmark need. It starts as many as each line of its standard input says, and ends with
 * its input.
 */
public final class WaitingClient {

  /** The status of a JVM by {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int OUT_OF_MEMORY = 3;

  private static final int MOST_SAID = 2_000;
  private static final int ENDING_MILLIS = 100;

  private WaitingClient() {}

  /** Runs the program: base URI, strategy, client, protocol, executor, most requests. */
  public static void main(String[] arguments) {
    try {
      run(arguments);
    } catch (Throwable e) {
      // A thread that cannot be started is no want of heap, and other threads would live on.
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void run(String[] arguments) throws IOException {
    Strategy strategy = Strategy.valueOf(arguments[1]);
    int most = Integer.parseInt(arguments[5]);
    ClientSettings settings =
        new ClientSettings(
            URI.create(arguments[0]),
            most,
            Duration.ofMinutes(10),
            Protocol.valueOf(arguments[3]),
            ClientExecutor.parse(arguments[4]),
            null);
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    RequestStrategy opened =
        strategy.open(
            Compatibility.client(strategy, arguments[2]).opener(settings),
            new ConcurrencyLimits(most, most));
    List<PendingRequests> pending = new ArrayList<>();
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      pending.add(
          opened.start(
              Collections.nCopies(Integer.parseInt(line), new Request(FootprintBenchmark.NEVER))));
    }
    // Closing would wait for threads that wait for answers.
    Runtime.getRuntime().halt(0);
  }

  /** Starts the program on this JDK with the flags of this JVM, but for those of the heap. */
  static Process start(int megabytes, ClientSettings settings, Strategy strategy, String client)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.matches("-Xm[sxn].*|-XX:(Max|Initial|Min)HeapSize=.*"))
        .forEach(command::add);
    command.add("-Xmx" + megabytes + "m");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(WaitingClient.class.getName());
    command.addAll(List.of(settings.base().toString(), strategy.name(), client));
    command.addAll(List.of(settings.protocol().name(), settings.executor().name()));
    command.add(Integer.toString(settings.connections()));
    return new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).start();
  }

  /**
   * Checks that a program failed for want of memory: it ended so, or still runs and is too slow.
   *
   * @throws IllegalStateException if it has ended for another reason
   */
  static void checkLacksMemory(Process program) throws IOException, InterruptedException {
    if (program.waitFor(ENDING_MILLIS, TimeUnit.MILLISECONDS)) {
      int status = program.exitValue();
      String said =
          new String(program.getErrorStream().readNBytes(MOST_SAID), StandardCharsets.UTF_8)
              .strip();
      // A JVM that cannot start with so small a heap says so.
      if (status != OUT_OF_MEMORY && !said.toLowerCase(Locale.ROOT).contains("heap")) {
        throw new IllegalStateException(
            "a client without benchmark ended with status " + status + ": " + said);
      }
    }
  }
}
