package io.gatherbench.command;

import io.gatherbench.run.jdk.JdkProbe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real jar, running as a process whose output goes to files. Killed when it is closed. */
final class JarProcess implements AutoCloseable {

  /** For machines that are busy besides. */
  private static final long PATIENCE_MINUTES = 10;

  /** These processes measure nothing: other tests and another JMH need not stop them. */
  static final String IGNORE_LOCK = "-Djmh.ignoreLock=true";

  /** How it ended, and what it said. */
  record Ended(int status, String out, String err) {}

  private final Process process;
  private final Path output;

  private JarProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** The jar as the build left it. */
  static Path jar() {
    return Path.of("benchmarks.jar").toAbsolutePath();
  }

  /** Starts {@code java -jar benchmarks.jar} in a folder. */
  static JarProcess start(Path folder, List<String> arguments) throws IOException {
    return start(folder, List.of(), java(), arguments);
  }

  /** Returns the arguments of a JVM that runs the jar. */
  static List<String> java() {
    return List.of(IGNORE_LOCK, "-jar", jar().toString());
  }

  /**
   * Starts the JVM of this test in a folder.
   *
   * @param prefix a command that starts the command that follows it, or nothing
   * @param java what the JVM is told
   * @param arguments what the program is told
   */
  static JarProcess start(
      Path folder, List<String> prefix, List<String> java, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(JdkProbe.ownExecutable());
    command.addAll(java);
    command.addAll(arguments);
    return start(folder, new ProcessBuilder(command));
  }

  /** Starts what a user would type into a shell, where {@code java} is the JVM of this test. */
  static JarProcess typed(Path folder, String command) throws IOException {
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", "exec " + command);
    Path bin = Path.of(JdkProbe.ownExecutable()).getParent();
    shell.environment().merge("PATH", bin.toString(), (path, own) -> own + ":" + path);
    return start(folder, shell);
  }

  private static JarProcess start(Path folder, ProcessBuilder command) throws IOException {
    Path output = Files.createTempDirectory("gatherbench-it");
    Process process =
        command
            .directory(folder.toFile())
            .redirectOutput(output.resolve("out").toFile())
            .redirectError(output.resolve("err").toFile())
            .start();
    return new JarProcess(process, output);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it has said so far. */
  String out() throws IOException {
    return text("out");
  }

  long pid() {
    return process.pid();
  }

  /** All processes that it has started, and those that they have. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** As Ctrl-C and {@code kill} do. */
  void terminate() {
    process.destroy();
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits for the end. */
  Ended end() throws IOException, InterruptedException {
    return end(PATIENCE_MINUTES);
  }

  /** Waits for the end of something that takes long. */
  Ended end(long patienceMinutes) throws IOException, InterruptedException {
    if (!process.waitFor(patienceMinutes, TimeUnit.MINUTES)) {
      throw new IllegalStateException("still running; it said " + text("out") + text("err"));
    }
    return new Ended(process.exitValue(), text("out"), text("err"));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(output.resolve("out"));
    Files.deleteIfExists(output.resolve("err"));
    Files.deleteIfExists(output);
  }

  private String text(String name) throws IOException {
    return Files.readString(output.resolve(name), StandardCharsets.UTF_8);
  }
}
