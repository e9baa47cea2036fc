package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmVariablesTest {

  @TempDir Path folder;

  @Test
  void onlyVariablesWithFlagsCount() {
    Map<String, String> environment =
        Map.of(
            "JAVA_TOOL_OPTIONS", "-Xmx1g",
            "JDK_JAVA_OPTIONS", " ",
            "_JAVA_OPTIONS", "-Da=b",
            "MAVEN_OPTS", "-Xmx2g",
            "JAVA_HOME", "/jdk");
    assertThat(JvmVariables.of(environment))
        .isEqualTo(Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g", "_JAVA_OPTIONS", "-Da=b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "-Xmx1g  -Da=b        | -Xmx1g;-Da=b",
        "-Da='b c' -Dd        | -Da=b c;-Dd",
        "\"-Da=b c\" '-Dd=\"' | -Da=b c;-Dd=\"",
        "--add-opens a/b=c --add-opens a/d=c -Dd | --add-opens=a/b=c;--add-opens=a/d=c;-Dd",
        "--enable-preview --patch-module=a=b -Dd | --enable-preview;--patch-module=a=b;-Dd",
        "@none -Dd            | @none;-Dd",
      })
  void quotesHoldAFlagTogether(String value, String flags) {
    assertThat(JvmVariables.flags(List.of(value))).containsExactly(flags.split(";"));
  }

  @Test
  void filesOfArgumentsAreRead() throws Exception {
    Path file = folder.resolve("arguments");
    Files.writeString(file, "# -Dnone\n-Da=b --add-opens\n  a/b=c\n@" + file + "\n");
    assertThat(JvmVariables.flags(List.of("-Dd @" + file)))
        .containsExactly("-Dd", "-Da=b", "--add-opens=a/b=c", "@" + file);
  }

  @Test
  void aProcessIsStartedWithoutThem() {
    ProcessBuilder process = new ProcessBuilder("java");
    process.environment().put("_JAVA_OPTIONS", "-Xmx1g");
    process.environment().put("JDK_JAVA_OPTIONS", "-Xmx1g");
    process.environment().put("OTHER_OPTIONS", "kept");
    JvmVariables.removeFrom(process);
    assertThat(process.environment())
        .containsKey("OTHER_OPTIONS")
        .doesNotContainKeys("_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS");
  }
}
