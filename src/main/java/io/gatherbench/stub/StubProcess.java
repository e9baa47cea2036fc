package io.gatherbench.stub;

import io.gatherbench.stub.client.MinimalClient;
import io.gatherbench.stub.client.StubControl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A stub in its own process, on the JDK of the process that starts it. It ends with {@link #close}
 * and, because the kernel closes the pipe to it, also when this process is killed. Thread-safe.
 */
public final class StubProcess implements AutoCloseable {

  /** The system property that gives a fork the address of the run's stub. */
  public static final String ADDRESS_PROPERTY = "gatherbench.stub";

  /** System properties that it takes over: folders of temporary files and libraries, and of TLS. */
  private static final Pattern INHERITED =
      Pattern.compile("java\\.io\\.tmpdir|io\\.netty\\.(native\\.workdir|tmpdir)|jdk\\.tls\\..*");

  /**
   * The most bytes that the bodies of all gathers at once may have: half of what the stub's memory
   * budget allows, because an echo is twice as long as what it repeats.
   */
  public static final long MAX_GATHER_BYTES = 20_000_000;

  private static final int WARM_UP_GATHERS = 312;
  private static final long STARTUP_SECONDS = 30;
  private static final long SHUTDOWN_SECONDS = 5;

  private final Process process;
  private final URI address;

  private StubProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts a stub on a free loopback port; throws, with what it printed, unless it listens. */
  public static StubProcess start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT);
    JvmVariables.removeFrom(builder);
    Process process = builder.start();
    try {
      return new StubProcess(process, readAddress(process));
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /**
   * Starts a stub and makes its JVM compile what it will run. A cold stub serves its first
   * thousands of requests several times slower, and the first fork would pay for it.
   */
  public static StubProcess startWarm() throws IOException {
    StubProcess stub = start();
    try {
      // The least client there is, because a full one would take longer to warm up than the stub.
      try (MinimalClient client = new MinimalClient(stub.address, 64)) {
        for (int i = 0; i < WARM_UP_GATHERS; i++) {
          client.gather(i % 2 == 0 ? "0ms" : "500us");
        }
      }
      new StubControl(stub.address).reset();
      return stub;
    } catch (IOException | RuntimeException e) {
      stub.close();
      throw e;
    }
  }

  /** Returns where the stub listens, for example {@code http://127.0.0.1:40123}. */
  public URI address() {
    return address;
  }

  public long pid() {
    return process.pid();
  }

  /** Returns the exit status of a stub that has died; empty while it runs. */
  public OptionalInt died() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.onExit().completeOnTimeout(process, SHUTDOWN_SECONDS, TimeUnit.SECONDS).join();
    } catch (IOException e) {
      // The pipe is broken: ended below.
    }
    process.destroyForcibly();
  }

  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Serial: two collector threads would compete with the client for two cores. 10,000 requests
    // that wait on their own connections, or 50,000 on streams, take a fifth of the heap.
    command.addAll(List.of("-XX:+UseSerialGC", "-Xms192m", "-Xmn128m", "-Xmx192m"));
    // Rather no stub than one that answers some requests; and the reason where the user sees it.
    command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-XX:+DisplayVMOutputToStderr"));
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    if (Runtime.version().feature() >= 23) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    for (String name : System.getProperties().stringPropertyNames()) {
      if (INHERITED.matcher(name).matches()) {
        command.add("-D" + name + "=" + System.getProperty(name));
      }
    }
    String classPath = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", classPath, StubProcess.class.getName()));
    return command;
  }

  private static URI readAddress(Process process) throws IOException {
    String printed =
        CompletableFuture.supplyAsync(() -> readLine(process))
            .completeOnTimeout(
                " within " + STARTUP_SECONDS + " s", STARTUP_SECONDS, TimeUnit.SECONDS)
            .join();
    if (!printed.startsWith("http://")) {
      throw new IOException("the stub did not start" + printed);
    }
    return URI.create(printed);
  }

  /** Reads up to the address; where it is missing, returns what was printed last instead. */
  private static String readLine(Process process) {
    String last = "";
    try {
      BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("http://")) {
          return line;
        }
        last = line.isBlank() ? last : ": " + line.strip();
      }
    } catch (IOException e) {
      // It has ended.
    }
    return last;
  }

  /** Serves until standard input ends; prints the URL when it is ready. Takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    StubServer.tuneNetty();
    try (StubServer server = new StubServer(StubOptions.forRun())) {
      System.out.println(server.address());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
    // Nothing may keep this process alive once its run has ended.
    System.exit(0);
  }
}
