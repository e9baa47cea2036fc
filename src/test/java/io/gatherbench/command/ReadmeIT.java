package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.gatherbench.command.JarProcess.Ended;
import io.gatherbench.stub.StubProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every {@code java -jar benchmarks.jar} of the README and of the page on one's own case,
 * typed into a shell as a reader would: only addresses, folders of JDKs and file names become those
 * of this machine, and what measures gets as little to measure as there is. What would take minutes
 * is stopped once it has measured something. A command that this test does not know how to try
 * fails it. Those of the other pages are parsed, by {@code PageCommandsTest}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadmeIT {

  private static final String HOME = System.getProperty("java.home");
  private static final Pattern COMMAND = Pattern.compile("java -jar benchmarks\\.jar[^`\\n#]*");
  private static final Pattern CURL = Pattern.compile("(?m)^curl '?(http://[^'\\s]+)'?");
  private static final String LITTLE =
      " -wi 0 -i 1 -r 100ms -p warmUpRequests=20 -p strategy=EVENT_LOOP";
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Path folder;
  private StubProcess stub;
  private String readme;

  @BeforeAll
  void prepare(@TempDir Path emptied) throws IOException {
    folder = emptied;
    Files.copy(JarProcess.jar(), folder.resolve("benchmarks.jar"));
    readme =
        Files.readString(Path.of("README.md"))
            + Files.readString(Path.of("src/site/markdown/measuring.md"));
    stub = StubProcess.start();
  }

  @AfterAll
  void stopStub() {
    stub.close();
  }

  @TestFactory
  Stream<DynamicTest> everyCommandWorks() {
    Set<String> commands = new LinkedHashSet<>();
    Matcher matcher = COMMAND.matcher(readme);
    while (matcher.find()) {
      commands.add(matcher.group().strip());
    }
    assertThat(commands).hasSizeGreaterThan(10);
    return commands.stream().map(command -> dynamicTest(command, () -> tryOut(command)));
  }

  private void tryOut(String command) throws Exception {
    String arguments = command.substring("java -jar benchmarks.jar".length()).strip();
    String first = arguments.split(" ")[0];
    switch (first) {
      case "", "--precision", "-jvm" -> stopOnceMeasured(arguments.replaceAll(" \\S*/java$", ""));
      // Rows are those of the last command jdks.
      case "-h", "trace", "compare" -> succeed(arguments);
      case "stub" -> serve(arguments);
      case "jdks" -> compareJdks(arguments);
      case "load" -> load(arguments);
      case "first" -> first(arguments);
      case "profile" -> profile(arguments);
      case "report" -> report(arguments);
      default -> {
        assertThat(first).as("a benchmark").matches("[A-Z][A-Za-z]+");
        measure(arguments);
      }
    }
  }

  private void measure(String arguments) throws Exception {
    String little = arguments.contains("strategy=") ? LITTLE.replaceAll(" -p strat.*", "") : LITTLE;
    String here = arguments.replaceAll("target=\\S+", "target=" + stub.address());
    String forks = arguments.contains("-f ") ? "" : " -f 1";
    Ended ended = succeed(here + forks + little);
    assertThat(ended.out()).contains("Validity: ").contains(" 0 void");
  }

  /** The plan of minutes, as far as its first rows. */
  private void stopOnceMeasured(String arguments) throws Exception {
    Path rows = Files.createDirectory(folder.resolve("headline" + arguments.hashCode()));
    String jvm = arguments.startsWith("-jvm") ? "-jvm " + HOME + "/bin/java" : arguments;
    Ended ended;
    try (JarProcess jar = start(jvm + " --out " + rows)) {
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(6);
      while (jar.isAlive() && !measured(rows)) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        LockSupport.parkNanos(POLL_NANOS);
      }
      jar.terminate();
      ended = jar.end();
    }
    assertThat(ended.status()).as(ended.err()).isEqualTo(143);
    assertThat(ended.out()).contains(" cells, ").doesNotContain("void");
  }

  private static boolean measured(Path rows) throws IOException {
    try (Stream<Path> files = Files.walk(rows)) {
      for (Path csv : files.filter(file -> file.toString().endsWith(".csv")).toList()) {
        if (Files.readString(csv).contains(",time,")) {
          return true;
        }
      }
    } catch (UncheckedIOException e) {
      // A file that is written whole had another name a moment ago.
      return false;
    }
    return false;
  }

  private void load(String arguments) throws Exception {
    Path out = folder.resolve("load");
    String little = " --rate 50/s --rounds 1 --duration 1s -p warmUpRequests=20";
    Ended ended = succeed(arguments + little + " -p strategy=EVENT_LOOP --out " + out);
    assertThat(ended.out()).contains("p99.9", "rate: arrivals a second");
    assertThat(out.resolve("report/load.svg")).exists();
  }

  private void first(String arguments) throws Exception {
    String here = arguments.replaceAll("--jdk /\\S*-(\\d+)", "--jdk own$1=" + HOME);
    String little = " --rounds 1 --requests 4 --settle 1s --start plain";
    Ended ended = succeed(here + little + " --out " + folder.resolve("first"));
    assertThat(ended.out()).contains("From the start of a JVM", "settled s");
  }

  private void compareJdks(String arguments) throws Exception {
    String here =
        arguments
            .replaceAll("--jdk /\\S*-(\\d+)", "--jdk own$1=" + HOME)
            .replaceAll("=/\\S*jdk\\S*", "=" + HOME)
            .replaceAll(" -p requests=\\S+", "");
    Path out = folder.resolve("jdks" + arguments.hashCode());
    String plan = " --rounds 1 --plan Gather -p requests=4 --out " + out;
    Ended ended = succeed(here + plan + LITTLE);
    assertThat(ended.out()).contains("forks");
    List<Path> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(out)) {
      files.filter(file -> file.toString().endsWith(".csv")).sorted().forEach(rows::add);
    }
    assertThat(rows).isNotEmpty();
    Files.deleteIfExists(folder.resolve("BASE.csv"));
    Files.deleteIfExists(folder.resolve("OTHER.csv"));
    Files.copy(rows.get(0), folder.resolve("BASE.csv"));
    Files.copy(rows.get(rows.size() - 1), folder.resolve("OTHER.csv"));
  }

  private void profile(String arguments) throws Exception {
    String here =
        arguments
            .replaceAll("--jdk /\\S*-(\\d+)", "--jdk own$1=" + HOME)
            .replaceAll("=/\\S*jdk\\S*", "=" + HOME)
            .replaceAll("VIRTUAL_THREADS", "THREAD_POOL")
            .replaceAll(" --duration \\S+", "");
    Path out = folder.resolve("profile" + arguments.hashCode());
    String little = " --event cpu --duration 300ms -p warmUpRequests=20 -p requests=4";
    String strategy = arguments.contains("--diff") ? "" : " -p strategy=EVENT_LOOP";
    succeed(here.replaceAll(" --event \\S+", "") + little + strategy + " --out " + out);
    assertThat(out.resolve("index.html")).exists();
    assertThat(out.resolve("hot-methods.csv")).exists();
  }

  /** Of the rows that the commands before have left, and without what opens a browser or waits. */
  private void report(String arguments) throws Exception {
    succeed(arguments.replaceAll("results\\S*", "BASE.csv").replaceAll(" --(open|watch)", ""));
    assertThat(folder.resolve("report/report.html")).exists();
  }

  private void serve(String arguments) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (JarProcess jar = start(arguments.replaceAll("--port \\d+", "--port " + port))) {
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
      while (jar.out().isEmpty()) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        LockSupport.parkNanos(POLL_NANOS);
      }
      Matcher curl = CURL.matcher(readme);
      assertThat(curl.find()).isTrue();
      URI uri = URI.create(curl.group(1).replaceAll(":8080", ":" + port));
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      jar.terminate();
    }
  }

  private Ended succeed(String arguments) throws Exception {
    Ended ended = run(arguments);
    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    return ended;
  }

  private Ended run(String arguments) throws Exception {
    try (JarProcess jar = start(arguments)) {
      return jar.end();
    }
  }

  private JarProcess start(String arguments) throws IOException {
    return JarProcess.typed(folder, "java -Djmh.ignoreLock=true -jar benchmarks.jar " + arguments);
  }
}
