package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.run.jmh.BenchmarkFinder;
import io.gatherbench.run.jmh.JmhOptions;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.Strategy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import picocli.CommandLine.ParseResult;

/**
 * Every command of the pages is understood: its options, benchmarks, their parameters and the names
 * of strategies. Together they would run for days; those of the README and of the page on one's own
 * case are run by {@code ReadmeIT}.
 */
class PageCommandsTest {

  private static final Path PAGES = Path.of("src/site/markdown");

  /** In a block a command ends with its line or a comment, in a sentence with its quote. */
  private static final Pattern IN_A_BLOCK =
      Pattern.compile("(?m)^[ $]*(?:\\S*/)?java .*?(?:-jar benchmarks\\.jar|command\\.Main)(.*)$");

  private static final Pattern IN_A_SENTENCE =
      Pattern.compile("`java -jar benchmarks\\.jar([^`]*)`");

  private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+");

  static Stream<String> commands() throws IOException {
    Set<String> commands = new LinkedHashSet<>();
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.sorted().toList()) {
        String[] parts = Files.readString(page).split("(?m)^ *```.*$");
        for (int i = 0; i < parts.length; i++) {
          boolean block = i % 2 == 1;
          String text = block ? parts[i].replaceAll("\\\\\n\\s*", "") : parts[i];
          Matcher matcher = (block ? IN_A_BLOCK : IN_A_SENTENCE).matcher(text);
          while (matcher.find()) {
            commands.add(matcher.group(1).replaceFirst(" # .*", "").replace('\n', ' ').strip());
          }
        }
      }
    }
    assertThat(commands).hasSizeGreaterThan(60);
    return commands.stream();
  }

  @ParameterizedTest
  @EnumSource
  void strategyIsInTheTableWithItsClient(Strategy strategy) throws IOException {
    String client = Compatibility.clientName(strategy, Compatibility.IDIOMATIC);
    String shown = client.equals("JDK") ? "java\\.net\\.http" : "Vert\\.x WebClient";
    assertThat(Files.readString(PAGES.resolve("measuring.md")))
        .containsPattern("\\| `" + strategy + "` \\|[^|]+\\| " + shown + " \\|");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void isUnderstood(String command) throws Exception {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      words.add(word.group().replaceAll("['\"]", ""));
    }
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    ParseResult parsed =
        Main.commandLine(new Console(nowhere, nowhere)).parseArgs(words.toArray(String[]::new));
    ParseResult last = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    JmhOptions options = JmhOptions.parse(last.unmatched());
    if (!parsed.hasSubcommand()) {
      checkBenchmarks(options);
    }
    if (last.unmatched().contains("-p")) {
      checkStrategies(last.unmatched());
    }
  }

  private static void checkBenchmarks(JmhOptions options) throws Exception {
    Set<BenchmarkListEntry> found =
        BenchmarkFinder.find(BenchmarkList.defaultList(), options, "benchmark", List.of("jdks"));
    Set<String> known =
        found.stream()
            .flatMap(entry -> entry.getParams().orElse(Map.of()).keySet().stream())
            .collect(Collectors.toSet());
    assertThat(known).containsAll(options.givenParameters());
  }

  private static void checkStrategies(List<String> words) {
    words.stream()
        .filter(word -> word.startsWith("strategy="))
        .flatMap(word -> Arrays.stream(word.substring("strategy=".length()).split(",")))
        .forEach(name -> assertThat(Strategy.valueOf(name)).isNotNull());
  }
}
