package io.gatherbench.command;

import io.gatherbench.run.jdk.HostFlags;
import io.gatherbench.run.jdk.JdkProbe;
import io.gatherbench.stub.JvmVariables;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Starts the program again where this JVM would spoil it. From JDK 24 on it warns of JMH's use of
 * {@code sun.misc.Unsafe}, unless a flag that no manifest can carry allows it. And flags in
 * environment variables would reach the stub, and forks once more, unless the process that starts
 * them has no such variables.
 */
final class Relauncher {

  private static final String ALLOW_UNSAFE = "--sun-misc-unsafe-memory-access=allow";
  private static final String ALLOW_NATIVE = "--enable-native-access=ALL-UNNAMED";

  /** System properties of the second process: the first one's flags and variables, a line each. */
  private static final String FLAGS = "gatherbench.flags";

  private static final String VARIABLES = "gatherbench.variables";

  /** Flags that a second JVM cannot have beside the first: debuggers, other agents, their ports. */
  private static final String ONCE =
      "-agent(lib|path):.*|-javaagent:.*|-Xrun.*|-Dcom\\.sun\\.management\\..*";

  private static final int FIRST_THAT_WARNS = 24;
  private static final long LAST_WORDS_SECONDS = 5;

  private Relauncher() {}

  /** Runs the command line in a second JVM, if this one would spoil it; returns its status. */
  static OptionalInt runInstead(List<String> arguments) {
    if (System.getProperty(FLAGS) != null) {
      endWithLauncher();
      return OptionalInt.empty();
    }
    List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
    boolean told = flags.stream().anyMatch(f -> f.startsWith("--sun-misc-unsafe-memory-access"));
    boolean warns = Runtime.version().feature() >= FIRST_THAT_WARNS && !told;
    Map<String, String> variables = JvmVariables.of(System.getenv());
    if (!warns && variables.isEmpty()) {
      return OptionalInt.empty();
    }
    List<String> command = new ArrayList<>(List.of(JdkProbe.ownExecutable()));
    flags.stream().filter(flag -> !flag.matches(ONCE)).forEach(command::add);
    if (warns) {
      command.addAll(List.of(ALLOW_UNSAFE, ALLOW_NATIVE));
    }
    command.add("-D" + FLAGS + "=" + String.join("\n", flags));
    command.add("-D" + VARIABLES + "=" + lines(variables));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).inheritIO().redirectInput(ProcessBuilder.Redirect.PIPE);
      JvmVariables.removeFrom(builder);
      Process second = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> endTogether(second)));
      return OptionalInt.of(second.waitFor());
    } catch (IOException e) {
      // A warning is better than no run.
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the main thread", e);
    }
  }

  private static String lines(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(variable -> variable.getKey() + "=" + variable.getValue().replaceAll("\\R", " "))
        .collect(Collectors.joining("\n"));
  }

  /** Lets the second process print its last lines before the shell's prompt is back. */
  private static void endTogether(Process second) {
    try {
      second.getOutputStream().close();
      if (!second.waitFor(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
        second.destroyForcibly();
      }
    } catch (IOException | InterruptedException e) {
      second.destroyForcibly();
    }
  }

  /** Returns the flags that the user gave to this program, by whatever way. */
  static HostFlags userFlags() {
    List<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments();
    List<String> all = System.getProperty(FLAGS, String.join("\n", own)).lines().toList();
    Map<String, String> variables =
        System.getProperty(VARIABLES, "")
            .lines()
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    return HostFlags.of(
        all, JvmVariables.flags(variables.values()), variables.keySet().stream().sorted().toList());
  }

  /** Ends this process when its input ends: a pipe that the kernel closes with the launcher. */
  private static void endWithLauncher() {
    Thread watch =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // The pipe is gone, and so is the launcher.
              }
              ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
              System.exit(Main.KILLED);
            },
            "launcher-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
