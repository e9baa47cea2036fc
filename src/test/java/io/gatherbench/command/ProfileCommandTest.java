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

/** {@code profile} told what it cannot do, and asked what it can. */
class ProfileCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--event heat              | --event is 'heat'; allowed: cpu, alloc, wall, lock, or several",
        "--event cpu,              | --event is 'cpu,'",
        "--event                   | --event is ''",
        "--event wall --sampler jfr | --event is 'wall'; allowed: cpu, alloc, lock where JFR",
        "--jdk /nowhere            | --jdk is '/nowhere'; allowed: [name=]PATH of a JDK",
        "--duration 5              | --duration is '5'; allowed: a whole number with ms, s or m",
        "--duration 1ms            | --duration is '1ms'",
        "--duration 61m            | --duration is '61m'",
        "--sampler perf            | --sampler is 'perf'; allowed: async, jfr",
        "--diff EVENT_LOOP         | --diff is 'EVENT_LOOP'; allowed: STRATEGY,STRATEGY",
        "--diff EVENT_LOOP,FAST    | --diff is 'EVENT_LOOP,FAST'; allowed: two of the strategies",
        "-p strategy=FAST          | strategy is 'FAST'",
        "-p requests=0             | requests is '0'",
        "nosuch                    | benchmark or command is 'nosuch'",
        "-f 2                      | -f, -wf, -i and -r are not for profile; allowed: --duration",
        "-prof gc                  | -prof is not for profile; allowed: --event, --sampler",
        "-jvm x                    | -jvm and -jvmArgs are not for profile",
        "-rf json                  | -rf, -rff and -o are not for profile",
        "--colour                  | unusable option",
      })
  void unusableInputIsOneLineAndStatus2AndLeavesNothing(String words, String expected) {
    Path results = folder.resolve("results");
    List<String> arguments = new ArrayList<>(List.of("profile", "--out", results.toString()));
    arguments.addAll(List.of(words.strip().split(" +")));
    assertUnusable(arguments, expected.strip());
    assertThat(results).doesNotExist();
  }

  @Test
  void aFolderWithSomethingInItIsRefused() throws Exception {
    Files.createFile(folder.resolve("something"));
    assertUnusable(
        List.of("profile", "--sampler", "jfr", "--out", folder.toString()),
        "--out is '" + folder + "'; allowed: an empty folder");
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
