package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command lines of {@code jdks} that cannot be used, and those that only ask. */
class JdksCommandTest {

  private static final String JDK = System.getProperty("java.home");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--jdk /nowhere                | --jdk is '/nowhere'; allowed: [name=]PATH of a JDK of 17",
        "--jdk                         | --jdk is ''; allowed: [NAME=]PATH",
        "--jdk a=JDK --jdk a=JDK       | allowed: each name once",
        "--jdk JDK --rounds 0          | --rounds is '0'; allowed: a whole number from 1 to 10000",
        "--jdk JDK --rounds many       | --rounds is 'many'",
        "--jdk JDK --rounds            | --rounds is ''",
        "--jdk JDK --seed x            | --seed is 'x'; allowed: a whole number",
        "--jdk JDK --shard 3/2         | --shard is '3/2'; allowed: i/n with i from 1 to n",
        "--jdk JDK --shard 9999/9999   | allowed: parts of ",
        "--jdk JDK --fork-limit 0      | --fork-limit is '0'; allowed: a whole number from 1",
        "--jdk JDK --plan none         | benchmark or command is 'none'; allowed: a part of one of",
        "--jdk JDK --plan [            | regular expression is '['",
        "--jdk JDK -p requests=0       | requests is '0'; allowed: a whole number from 1 to 10000",
        "--jdk JDK -p colour=red       | parameter is 'colour'; allowed: ",
        "--jdk JDK -p target=http://x  | target is 'http://x'",
        "--jdk JDK -f 2                | -f or -wf is not for jdks; allowed: --rounds",
        "--jdk JDK --cpus 0            | --cpus is '0'; allowed: a whole number from 1",
        "--jdk JDK --cpus 9999         | --cpus is '9999'; allowed: 1 to ",
        "--jdk JDK --heap 256          | --heap is '256'; allowed: a whole number with m or g",
        "--jdk JDK --heap 1m           | -Xmx1m",
        "--jdk JDK --colour            | unusable option",
        "--resume /nowhere             | --resume is '/nowhere'; allowed: a folder with a plan.json",
        "--resume /x --out /y          | --resume cannot be combined with --out",
      })
  void unusableInputIsOneLineAndStatus2AndLeavesNothing(String commandLine, String expected) {
    Path results = folder.resolve("results");
    List<String> arguments = new ArrayList<>(List.of("jdks"));
    for (String word : commandLine.strip().split(" +")) {
      arguments.add(word.replace("JDK", JDK));
    }
    if (!commandLine.contains("--resume")) {
      arguments.add(1, "--out");
      arguments.add(2, results.toString());
    }
    assertUnusable(arguments, expected.strip());
    assertThat(results).doesNotExist();
  }

  @Test
  void aFolderWithSomethingInItIsRefused() throws Exception {
    Files.createFile(folder.resolve("something"));
    List<String> arguments = new ArrayList<>(List.of("jdks", "--jdk", JDK));
    arguments.addAll(List.of("--plan", "Gather", "--out", folder.toString()));
    assertUnusable(arguments, "--out is '" + folder + "'; allowed: an empty folder, or --resume");
  }

  private void assertUnusable(List<String> arguments, String expected) {
    assertThat(run(arguments)).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(2);
    String said = err.toString(StandardCharsets.UTF_8);
    assertThat(said.lines()).as(said).hasSize(1);
    assertThat(said).startsWith("gatherbench: ").contains(expected);
  }

  private int run(List<String> arguments) {
    return new Main(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(arguments);
  }
}
