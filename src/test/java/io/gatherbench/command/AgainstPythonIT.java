package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatherbench.command.JarProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code scripts/against-python.sh}, where Python has the libraries that it compares with. */
class AgainstPythonIT {

  private static final Path SCRIPTS = Path.of("scripts").toAbsolutePath();
  private static final int WIDEST = 100;

  @TempDir Path folder;

  @Test
  void everyWayDoesItsWorkAndIsInTheTable() throws Exception {
    Ended ended = run("JMH_OPTIONS='-p warmUpRequests=20'", "1 4 7");
    String ci = System.getenv("CI");
    boolean required = ci != null && !ci.isEmpty();
    assumeTrue(required || !ended.out().startsWith("skipped: "), ended.out());

    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(ended.out()).contains("rounds: 1, seed: 7").doesNotContain("void");
    assertThat(ended.out().lines()).allMatch(line -> line.length() <= WIDEST);
    for (String inTurn : List.of("httpx.Client in a loop", "AsyncClient awaited", "SEQUENTIAL")) {
      assertThat(values(ended, inTurn)).startsWith("40").element(4).isEqualTo("1");
    }
    for (String way :
        List.of(
            "httpx, default limits",
            "httpx, no limits",
            "httpx, client per request",
            "aiohttp, default limits",
            "aiohttp, no limits",
            "aiohttp, session per request",
            "EVENT_LOOP over Vert.x")) {
      assertThat(values(ended, way)).startsWith("10").element(4).isEqualTo("4");
    }
    // A client for each request opens a connection for each; one for all opens none.
    assertThat(values(ended, "session per request")).last().isEqualTo("4");
    assertThat(values(ended, "aiohttp, no limits")).last().isEqualTo("0");
  }

  /** The values of the row whose label has this in it, from its bound on. */
  private static List<String> values(Ended ended, String label) {
    String row = ended.out().lines().filter(line -> line.contains(label)).findFirst().orElseThrow();
    List<String> columns = List.of(row.strip().split(" {2,}"));
    return columns.subList(columns.size() - 6, columns.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0          | ROUNDS is '0'; allowed: 1 to 9999",
        "3 4,x      | REQUESTS is '4,x'; allowed: numbers from 1 to 9999, such as 4,64",
        "3 4 -1     | SEED is '-1'; allowed: 0 to 999999999",
        "3 4 1 more | number of arguments is '4'; allowed: up to 3: ROUNDS, REQUESTS, SEED"
      })
  void unusableArgumentsAreOneLineAndExit2(String arguments, String message) throws Exception {
    Ended ended = run("", arguments);

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).isEqualTo("against-python.sh: " + message + "\n");
  }

  @Test
  void missingLibrariesAreSaid() throws Exception {
    Ended ended = run("PYTHON=/bin/false", "");

    assertThat(ended.status()).isZero();
    assertThat(ended.out()).startsWith("skipped: httpx or aiohttp is missing").hasLineCount(1);
  }

  @Test
  void workThatTheLedgerDoesNotShowIsVoid() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "there is no Python");
    Ended ended;
    String program =
        """
        from python_gather import void_reason
        print(void_reason({"requests": 12, "answered": 12, "peakInFlight": 4}, 12, 4))
        print(void_reason({"requests": 13, "answered": 12, "peakInFlight": 4}, 12, 4))
        print(void_reason({"requests": 12, "answered": 11, "peakInFlight": 4}, 12, 4))
        print(void_reason({"requests": 12, "answered": 12, "peakInFlight": 5}, 12, 4))
        """;
    Path file = Files.writeString(folder.resolve("reasons.py"), program);
    String command = "env PYTHONPATH=" + SCRIPTS + " /usr/bin/python3 -B " + file;
    try (JarProcess python = JarProcess.typed(folder, command)) {
      ended = python.end();
    }

    assertThat(ended.out().lines())
        .as(ended.err())
        .containsExactly(
            "",
            "12 requests sent, 13 seen and 12 answered",
            "12 requests sent, 12 seen and 11 answered",
            "5 requests in flight where 4 are allowed");
  }

  private Ended run(String environment, String arguments) throws Exception {
    String java = "JAVA_HOME=" + System.getProperty("java.home") + " ";
    // Other tests measure beside this one.
    String unlocked = "JDK_JAVA_OPTIONS=-Djmh.ignoreLock=true ";
    String script = " " + SCRIPTS.resolve("against-python.sh") + " ";
    try (JarProcess shell =
        JarProcess.typed(folder, "env " + java + unlocked + environment + script + arguments)) {
      return shell.end();
    }
  }
}
