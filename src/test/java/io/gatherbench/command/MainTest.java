package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines that cannot be used, and those that only ask. */
class MainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Gather -p strategy=FASTEST     | strategy is 'FASTEST'; allowed: SEQUENTIAL, THREAD_POOL,",
        "Gather -p strategy=event_loop  | strategy is 'event_loop'",
        "Gather -p client=CURL          | client is 'CURL'; allowed: JDK, VERTX, APACHE, OKHTTP, JETTY",
        "Gather -p executor=fixed:0     | executor is 'fixed:0'; allowed: cached, virtual, direct, def",
        "Gather -p executor=pool        | executor is 'pool'; allowed: cached, virtual, direct, default",
        "Gather -p executor=direct -p strategy=EVENT_LOOP | EVENT_LOOP over VERTX: no executor dir",
        "Gather -p executor=direct -p client=APACHE | SEQUENTIAL, THREAD_POOL",
        "Gather -p protocol=HTTP_3      | protocol is 'HTTP_3'; allowed: HTTP_1_1, H2C",
        "Gather -p strategy=EVENT_LOOP -p client=APACHE | combination is 'EVENT_LOOP APACHE HTTP_1",
        "Gather -p client=APACHE -p protocol=H2C | combination is 'SEQUENTIAL APACHE H2C'; allowed",
        "Gather -p requests=0           | requests is '0'; allowed: a whole number from 1 to 10000",
        "Gather -p requests=-1          | requests is '-1'",
        "Gather -p requests=abc         | requests is 'abc'",
        "Gather -p requests=10000000    | requests is '10000000'",
        "Gather -p requests=4,0         | requests is '0'",
        "Gather -p latency=-1ms         | latency is '-1ms'; allowed: a number with a unit",
        "Gather -p latency=ten          | latency is 'ten'",
        "Gather -p latency=10           | latency is '10'",
        "Gather -p latency=exponential:10ms | latency is 'exponential:10ms'; allowed: a number with",
        "Gather -p latency=61s          | latency is '61s'",
        "Gather -p poolSize=-1          | poolSize is '-1'; allowed: a whole number",
        "Gather -p maxInFlight=0        | maxInFlight is '0'; allowed: a whole number from 1",
        "Gather --pinning               | --pinning is for the headline plan; with a benchmark: -prof",
        "Gather -p warmUpRequests=-1    | warmUpRequests is '-1'; allowed: a whole number from 0",
        "Load -p rate=1000             | rate is '1000'; allowed: arrivals a second, such as 1000/s",
        "Load -p rate=0/s              | rate is '0/s'; allowed: a whole number from 1 to 1000000/s",
        "Load -p arrivals=odd          | arrivals is 'odd'; allowed: poisson, even",
        "Load -p connections=0         | connections is '0'; allowed: a whole number from 1",
        "Load -p duration=0s           | duration is '0s'; allowed: a number with a unit",
        "Load -p rate=500000/s         | rate × duration is '4000000'; allowed: up to 2000000",
        "load --rate 1000              | --rate is '1000'; allowed: arrivals a second, 1/s to 999999/s",
        "load --slo 50ms               | --slo is '50ms'; allowed: none, or p50, p90, p99 or p99.9 with",
        "load --slo p99=0ms            | --slo is 'p99=0ms'; allowed: none, or p50, p90, p99 or p99.9",
        "load --duration 0ms           | --duration is '0ms'; allowed: a number with a unit",
        "stub --tls=maybe              | --tls is 'maybe'; allowed: no value",
        "load --resume a --out b       | --resume cannot be combined with --out",
        "trace --requests 0             | --requests is '0'; allowed: a whole number from 1 to 1000",
        "trace --requests many          | --requests is 'many'; allowed: a whole number from 1 to 1000",
        "trace --latency 200            | --latency is '200'; allowed: a number with a unit",
        "trace --latency 1ms,x          | --latency is 'x'",
        "trace --strategy FAST          | --strategy is 'FAST'; allowed: SEQUENTIAL, THREAD_POOL",
        "trace --client CURL            | --client is 'CURL'; allowed: JDK, VERTX, APACHE",
        "trace --strategy EVENT_LOOP --client JDK | combination is 'EVENT_LOOP JDK'; allowed: SEQ",
        "trace --url ftp://x/           | --url is 'ftp://x/'; allowed: http://",
        "trace --header nonsense        | --header is 'nonsense'; allowed: 'Name: value'",
        "trace --header Host:x          | --header is 'Host:x'; allowed: 'Name: value'",
        "trace --method get             | --method is 'get'; allowed: such as GET or POST",
        "trace --body x                 | --body is 'x'; allowed: with another --method than GET",
        "trace --log /                  | --log is '/'; allowed: a file that",
        "trace --url http://x/ --latency 1ms | --latency cannot be combined with --url",
        "trace --repeat 2               | --repeat is for --url; the stub is measured by benchmarks",
        "trace --max-in-flight 2        | --max-in-flight is for --url; the stub",
        "trace --url http://x/ --repeat 0 | --repeat is '0'; allowed: a whole number from 1 to 100",
        "trace --url http://x/ --repeat 2 --log f | --log cannot be combined with --repeat",
        "trace --requests               | --requests is ''; allowed: a whole number from 1 to 1000",
        "trace --colour                 | argument of trace is '--colour'; allowed: --requests, --lat",
        "Straggler -p straggler=long    | straggler is 'long'; allowed: a number with a unit",
        "Straggler -p sigma=11          | sigma is '11'; allowed: ",
        "Straggler -p seed=x            | seed is 'x'; allowed: a whole number",
        "Method -p method=HEAD          | method is 'HEAD'; allowed: GET, POST, PUT, DELETE",
        "Handshake -p session=HALF      | session is 'HALF'; allowed: FULL, RESUMED",
        "Defaults -p streams=-1         | streams is '-1'; allowed: a whole number from 0 to 1000000",
        "Method -p bodyBytes=63         | bodyBytes is '63'; allowed: a whole number from 64 to",
        "Method -p bodyBytes=1000000    | requests × bodyBytes is '64000000'; allowed: up to 20000000",
        "PoolSize -p strategy=EVENT_LOOP | EVENT_LOOP: not in PoolSizeBenchmark.gather",
        "Defaults -p streams=10         | streams is '10'; allowed: 0, or more with -p protocol=H2C or",
        "Sleep -p parts=0               | parts is '0'; allowed: a whole number from 1 to 100",
        "Sleep -p pause=5               | pause is '5'; allowed: a number with a unit",
        "CpuBound -p rounds=0           | rounds is '0'; allowed: a whole number from 1 to 1000000",
        "BlockedLoop -p place=NOWHERE   | place is 'NOWHERE'; allowed: EVENT_LOOP, WORKER, VIRTUAL_",
        "BlockedLoop -p blockFor=5      | blockFor is '5'; allowed: a number with a unit",
        "Mixed -p where=OFF             | where is 'OFF'; allowed: IN_PLACE, POOL",
        "ClientReuse -p reuse=NONE      | reuse is 'NONE'; allowed: ALL, GATHER, REQUEST",
        "Monitor -p strategy=SEQUENTIAL | SEQUENTIAL: not in MonitorBenchmark.gather",
        "Gather -p colour=red           | parameter is 'colour'; allowed: client, executor, lat",
        "Gather -pcolour=red            | parameter is 'colour'",
        "Gather -p target=nonsense      | target is 'nonsense'; allowed: http://host:port",
        "Gather -p target=ftp://x:1     | target is 'ftp://x:1'",
        "Gather -p target=http://x      | target is 'http://x'",
        "Gather -p target=http://a:1,http://b:1 | target is 'http://a:1,http://b:1'; allowed: one",
        "Gather -p target=http://:1:1   | target is 'http://:1:1'",
        "Gather -p target=http://a_b:1  | Java's clients take no host name with '_'",
        "Gather -p target=HTTP://x      | http://host:port of a running gatherbench stub (the port is",
        "Gather -p target=http://u@x:1  | (it has a user, which",
        "Gather -p target=https://x:1   | (https is chosen by the protocol, -p",
        "Gather -p target=http://x:1/a  | (nothing after the port)",
        "trace --url http://a_b/        | --url is 'http://a_b/'; allowed: http:// or https://, host and",
        "Gather --wrong                 | unusable option",
        "Gather -f many                 | unusable option",
        "Gather -jvm /nowhere/java      | -jvm is '/nowhere/java'; allowed: the java executable",
        "-jvm /nowhere/java             | -jvm is '/nowhere/java'",
        "Gather -prof nonsense          | JMH cannot run",
        "nosuchbenchmark                | benchmark or command is 'nosuchbenchmark'; allowed: a part of",
        "FirstGather                     | is 'FirstGather'; allowed: a name, perhaps the command first",
        "[                              | regular expression is '['",
        "--seed many                    | --seed is 'many'; allowed: a whole number",
        "--precision 0%                 | --precision is '0%'; allowed: a percentage from 0.1% to 50",
        "--precision 3                  | --precision is '3'; allowed: a percentage",
        "--precision=3% --max-time 9    | --max-time is '9'; allowed: a whole number with s, m or h",
        "--max-time                     | --max-time is ''; allowed: a whole number with s, m or h",
        "--rounds 0                     | --rounds is '0'; allowed: a whole number from 1 to 10000",
        "--fork-limit soon              | --fork-limit is 'soon'; allowed: a whole number from 1 to",
        "Gather --rounds 3              | --rounds is '3'; allowed: in the headline plan",
        "Gather --fork-limit 9          | --fork-limit is '9'; allowed: in the headline plan",
        "--resume /nowhere              | --resume cannot be combined with --out",
        "-jvm jdks                      | -jvm is 'jdks'",
        "Gather -p strategy=@file       | strategy is '@file'",
        "--max-time 9m                  | --max-time is '9m'; allowed: with --until decided or",
        "--until bored                  | --until is 'bored'; allowed: decided",
        "--until decided --rounds 7     | --rounds is '7'; allowed: 8 to 200 with --until decided",
        "--until decided --precision 3% | --until cannot be combined with --precision",
        "--until decided --max-time 1m  | --max-time is '1m'; allowed: ",
        "Gather --until decided         | --until is 'decided'; allowed: in the headline plan",
        "Gather --precision 3%          | --precision is '3%'; allowed: in the headline plan",
        "--pin client=0                 | --pin is 'client=0'; allowed: client=0-3 stub=4-5, lists",
        "--pin client=0 stub=0          | --pin is 'client=0 stub=0'; allowed: client=0-3 stub=4-5",
        "Gather --pin client=0 stub=4999 | --pin is 'client=0 stub=4999'",
        "Gather --pin client=x stub=1   | --pin is 'client=x stub=1'",
        "--out                          | --out is ''; allowed: a folder's path",
      })
  void unusableInputIsOneLineAndStatus2(String commandLine, String expected) {
    List<String> arguments = new ArrayList<>(List.of(commandLine.strip().split(" +")));
    if (!commandLine.startsWith("--out") && !commandLine.startsWith("trace")) {
      arguments.add("--out=" + folder.resolve("results"));
    }
    assertUnusable(arguments, expected.strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "cat", "sh"})
  void anExecutableThatIsNoJvmIsUnusable(String name) {
    Path executable = Path.of("/bin", name);
    if (Files.isExecutable(executable)) {
      assertUnusable(
          List.of("Gather", "-jvm", executable.toString()), "-jvm is '" + executable + "'");
    }
  }

  @Test
  void aTargetThatRefusesIsUnusable() throws Exception {
    // Nobody else can listen there meanwhile.
    try (Socket taken = new Socket()) {
      taken.bind(new InetSocketAddress("127.0.0.1", 0));
      String target = "http://127.0.0.1:" + taken.getLocalPort();
      assertUnusable(List.of("Gather", "-p", "target=" + target), "target is '" + target + "'");
    }
  }

  @Test
  void aTargetThatIsNoStubIsUnusable() throws Exception {
    var server =
        com.sun.net.httpserver.HttpServer.create(new java.net.InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      String target = "http://127.0.0.1:" + server.getAddress().getPort();
      assertUnusable(List.of("Gather", "-p", "target=" + target), "no gatherbench stub");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void flagsThatTheJvmRefusesAreUnusable() {
    assertUnusable(List.of("Gather", "-jvmArgs", "-XX:+NoSuchFlag"), "NoSuchFlag");
  }

  @Test
  void aResultsFolderThatIsAFileIsUnusable() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertUnusable(
        List.of("Gather", "-p", "strategy=SEQUENTIAL", "--out", file.toString()),
        "--out is '" + file + "'; allowed: a folder that can be written");
  }

  @Test
  void aResultsFolderBelowAFileIsUnusable() throws Exception {
    Path below = Files.createFile(folder.resolve("file")).resolve("results");
    assertUnusable(List.of("--out", below.toString()), "--out is '" + below + "'");
  }

  @Test
  @EnabledForJreRange(maxVersion = 20)
  void virtualThreadsByNameNeedAJdkThatHasThem() {
    assertUnusable(
        List.of("Gather", "-p", "strategy=VIRTUAL_THREADS"),
        "strategy is 'VIRTUAL_THREADS'; allowed: with JDK 21 or later");
  }

  @Test
  @EnabledForJreRange(maxVersion = 20)
  void aPlaceOnVirtualThreadsNeedsAJdkThatHasThem() {
    assertUnusable(
        List.of("BlockedLoop", "-p", "place=VIRTUAL_THREAD"),
        "place is 'VIRTUAL_THREAD'; allowed: with JDK 21 or later");
  }

  @Test
  void unusableInputLeavesNoFileBehind() {
    run(List.of("Gather", "-p", "requests=0", "--out", folder.resolve("results").toString()));
    assertThat(folder.resolve("results")).doesNotExist();
  }

  @Test
  void ownMistakeIsStatus70WithItsTrace() {
    PrintStream broken =
        new PrintStream(out, true, StandardCharsets.UTF_8) {
          @Override
          public void print(String text) {
            throw new IllegalStateException("broken");
          }
        };
    assertThat(new Main(broken, stream(err)).run(List.of("generate-completion"))).isEqualTo(70);
    assertThat(text(err))
        .startsWith("gatherbench: a mistake of gatherbench; please report it")
        .contains("IllegalStateException: broken", "at io.gatherbench.command.");
  }

  @Test
  void ownErrorIsStatus70AsWell() {
    PrintStream broken =
        new PrintStream(out, true, StandardCharsets.UTF_8) {
          @Override
          public void print(String text) {
            throw new StackOverflowError("too deep");
          }
        };
    assertThat(new Main(broken, stream(err)).run(List.of("generate-completion"))).isEqualTo(70);
    assertThat(text(err)).contains("please report it", "StackOverflowError: too deep");
  }

  @Test
  void outputThatCannotBeWrittenIsStatus74() {
    assertThat(withBrokenOutput(false)).isEqualTo(74);
    assertThat(text(err).lines())
        .containsExactly("gatherbench: standard output cannot be written: it is full or closed");
  }

  @Test
  void aPipeWithoutReaderIsStatus141AndNoMessage() {
    assertThat(withBrokenOutput(true)).isEqualTo(141);
    assertThat(text(err)).isEmpty();
  }

  @Test
  void unknownWordNamesTheCommands() {
    assertThat(run(List.of("nosuchbenchmark"))).isEqualTo(2);
    String named = text(err).strip().replaceFirst(".* or a command: ", "");
    Set<String> commands =
        new TreeSet<>(
            Main.commandLine(new Console(System.out, System.err)).getSubcommands().keySet());
    commands.remove("generate-completion");
    assertThat(named.split(", ")).containsExactly(commands.toArray(new String[0]));
  }

  private int withBrokenOutput(boolean pipe) {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("no space left");
          }
        };
    Console console = new Console(new PrintStream(closed), stream(err));
    return new Main(console, () -> pipe).run(List.of("--version"));
  }

  private void assertUnusable(List<String> arguments, String expected) {
    assertThat(run(arguments)).as("status; standard error: %s", text(err)).isEqualTo(2);
    assertThat(text(err).lines()).as(text(err)).hasSize(1);
    assertThat(text(err)).startsWith("gatherbench: ").contains(expected);
  }

  private int run(List<String> arguments) {
    return new Main(stream(out), stream(err)).run(arguments);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
