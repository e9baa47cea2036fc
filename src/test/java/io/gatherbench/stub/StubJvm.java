package io.gatherbench.stub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that runs the jar as a user does, with its output in files. */
final class StubJvm implements AutoCloseable {

  static final Path JAR = Path.of("benchmarks.jar").toAbsolutePath();

  private final Process process;
  private final BufferedReader output;
  private final Path errors;

  private StubJvm(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts {@code java FLAGS -jar benchmarks.jar stub ARGUMENTS}, with no standard input. */
  static StubJvm start(List<String> flags, String... arguments) throws IOException {
    return start(List.of(), flags, arguments);
  }

  /** Starts it with a command before {@code java}, such as one that limits the process. */
  static StubJvm start(List<String> before, List<String> flags, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-jar", JAR.toString(), "stub"));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("stub", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectError(errors.toFile())
            .start();
    return new StubJvm(process, errors);
  }

  /** The URL that it prints when it is ready. */
  URI url() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IOException("it ended: " + errors());
    }
    return URI.create(line);
  }

  /** Sends SIGTERM, and returns what it prints after that. */
  List<String> stop() throws IOException, InterruptedException {
    // The handle's way, because the process's own closes the output as well.
    process.toHandle().destroy();
    List<String> rest = output.lines().toList();
    process.waitFor(20, TimeUnit.SECONDS);
    return rest;
  }

  /** What it has printed and nobody has read. */
  String rest() throws IOException {
    return String.join("\n", output.lines().toList());
  }

  /** Waits for its end and returns its status. */
  int status() throws InterruptedException {
    return process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String errors() throws IOException {
    return Files.readString(errors);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(errors);
  }
}
