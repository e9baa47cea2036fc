package io.gatherbench.command;

import io.gatherbench.run.jdk.JdkProbe;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Starts the program again with flags that keep the JDK from warning about JMH. From JDK 24 on it
 * reports the use of {@code sun.misc.Unsafe}, unless a flag that no manifest can carry allows it.
 */
final class Relauncher {

  private static final String ALLOW_UNSAFE = "--sun-misc-unsafe-memory-access=allow";
  private static final String ALLOW_NATIVE = "--enable-native-access=ALL-UNNAMED";
  private static final String LAUNCHED = "gatherbench.launched";
  private static final int FIRST_THAT_WARNS = 24;
  private static final long LAST_WORDS_SECONDS = 5;

  private Relauncher() {}

  /** Runs the command line in a JVM with the flag, if this one lacks it; returns its status. */
  static OptionalInt runInstead(List<String> arguments) {
    if (Boolean.getBoolean(LAUNCHED)) {
      endWithLauncher();
      return OptionalInt.empty();
    }
    List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
    boolean told = flags.stream().anyMatch(f -> f.startsWith("--sun-misc-unsafe-memory-access"));
    if (Runtime.version().feature() < FIRST_THAT_WARNS || told) {
      return OptionalInt.empty();
    }
    List<String> command = new ArrayList<>(List.of(JdkProbe.ownExecutable()));
    command.addAll(flags);
    command.addAll(List.of(ALLOW_UNSAFE, ALLOW_NATIVE, "-D" + LAUNCHED + "=true"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    try {
      Process quiet =
          new ProcessBuilder(command)
              .inheritIO()
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> endTogether(quiet)));
      return OptionalInt.of(quiet.waitFor());
    } catch (IOException e) {
      // A warning is better than no run.
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the main thread", e);
    }
  }

  /** Lets the second process print its last lines before the shell's prompt is back. */
  private static void endTogether(Process quiet) {
    try {
      quiet.getOutputStream().close();
      if (!quiet.waitFor(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
        quiet.destroyForcibly();
      }
    } catch (IOException | InterruptedException e) {
      quiet.destroyForcibly();
    }
  }

  /** Returns the flags that the user gave to this JVM. */
  static List<String> userFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.equals(ALLOW_UNSAFE) && !flag.equals(ALLOW_NATIVE))
        .filter(flag -> !flag.startsWith("-D" + LAUNCHED + "="))
        .toList();
  }

  /** Returns the flags that forks inherit: the user's, but for those of JMH's host. */
  static List<String> forkFlags() {
    return userFlags().stream().filter(flag -> !flag.startsWith("-Djmh.")).toList();
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
