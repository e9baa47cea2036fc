package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.strategy.Strategy;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each command says of itself; the expected texts are files among the test resources. */
class HelpTest {

  private static final Pattern STRATEGIES =
      Pattern.compile("  strategy {3}([A-Z_]+(?:,\\s+[A-Z_]+)*)\n");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdks",
        "gate",
        "load",
        "first",
        "compare",
        "report",
        "profile",
        "trace",
        "stub",
        "generate-completion",
      })
  void helpOfCommandIsAsExpected(String command) throws Exception {
    assertThat(run(command, "--help")).isEqualTo(expected(command));
    assertThat(run("help", command)).isEqualTo(expected(command));
    assertThat(run(command, "-h")).isEqualTo(expected(command));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help", "-help", "-?"})
  void helpWithoutCommandIsAsExpected(String word) throws Exception {
    // JMH prints its own part to the process's standard output.
    String help = run(word);
    Matcher strategies = STRATEGIES.matcher(help);
    assertThat(strategies.find()).isTrue();
    assertThat(strategies.group(1).split(",\\s+"))
        .containsExactly(Stream.of(Strategy.values()).map(Enum::name).toArray(String[]::new));
    assertThat(help.replace(strategies.group(1), "…")).isEqualTo(expected("default"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V", "version", "-version"})
  void versionIsOneLine(String word) {
    assertThat(run(word)).matches("gatherbench \\S+ \\(\\S+\\)\\R");
  }

  @Test
  void helpHasAtMost100Columns() {
    List<String> lines = new ArrayList<>(run("--help").lines().toList());
    for (String command :
        List.of("jdks", "gate", "load", "first", "compare", "report", "profile", "trace", "stub")) {
      lines.addAll(run(command, "--help").lines().toList());
    }
    assertThat(lines).allMatch(line -> line.length() <= 100, "at most 100 columns");
  }

  @Test
  void completionKnowsCommandsAndOptions() {
    assertThat(run("generate-completion"))
        .contains("complete -F _complete_gatherbench", "jdks", "'--fork-limit'", "'--fail-on'");
  }

  private String run(String... words) {
    out.reset();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(new Main(stream, stream).run(List.of(words))).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String expected(String name) throws Exception {
    try (InputStream in = HelpTest.class.getResourceAsStream("help/" + name + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
