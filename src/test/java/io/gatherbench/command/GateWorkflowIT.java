package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.JmhJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands of the example workflow in its order, as the service would, with two JMH jars
 * that this test builds. In place of git, Maven and the service's own program there are scripts.
 */
class GateWorkflowIT {

  private static final Path WORKFLOW = Path.of("src/site/resources/benchmark-gate.yml");
  private static final Pattern STEP =
      Pattern.compile(
          "(?m)^      - name: (.*)\\n(?:        .*\\n)*?        run: \\|\\n((?: {10}.*\\n)+)");

  @TempDir Path folder;

  @Test
  void aSlowDownFailsAndOneCommentSaysSo() throws Exception {
    Path jars = Files.createDirectory(folder.resolve("jars"));
    JmhJars.of(jars.resolve("base.jar"), AnyJarIT.fourCells(0));
    JmhJars.of(jars.resolve("head.jar"), AnyJarIT.fourCells(2_000));
    Path work = Files.createDirectory(folder.resolve("work"));
    Files.createDirectory(work.resolve("gatherbench"));
    Files.createSymbolicLink(work.resolve("gatherbench/benchmarks.jar"), JarProcess.jar());
    Path bin = Files.createDirectory(folder.resolve("bin"));
    script(
        bin,
        "git",
        "if [ $1 = rev-parse ]; then echo 0123abcd; else mkdir base; echo \"$@\" > git.txt; fi");
    script(
        bin,
        "build",
        "mkdir target; cp "
            + jars
            + "/$(basename $PWD | sed 's/work/head/').jar target/theirs.jar");
    script(bin, "mvn", "test -e benchmarks.jar");
    script(bin, "gh", "echo \"$@\" > gh.txt; cp gate.md comment.md");

    Map<String, Integer> statuses = new LinkedHashMap<>();
    Matcher step = STEP.matcher(Files.readString(WORKFLOW));
    while (step.find()) {
      statuses.put(step.group(1), run(work, bin, step.group(2).replaceAll("(?m)^ {10}", "")));
    }

    assertThat(statuses)
        .containsExactly(
            Map.entry("find the base", 0),
            Map.entry("build the base", 0),
            Map.entry("build the pull request", 0),
            Map.entry("build gatherbench", 0),
            Map.entry("gate", 1),
            Map.entry("comment", 0));
    assertThat(folder.resolve("output")).hasContent("base=0123abcd");
    assertThat(folder.resolve("summary")).hasSameTextualContentAs(work.resolve("gate.md"));
    assertThat(work.resolve("git.txt")).hasContent("worktree add base 0123abcd");
    assertThat(work.resolve("gh.txt")).content().startsWith("pr comment 7 ");
    assertThat(work.resolve("comment.md"))
        .content()
        .startsWith("- **base**: ")
        .contains("### head against base: ")
        .contains("| Work.fourth | ")
        .contains("\n\nGate slower: failed by 1 of 4 cells: head Work.fourth (slower)\n");
    assertThat(work.resolve("gate/head.csv")).exists();
  }

  private static void script(Path bin, String name, String text) throws IOException {
    Path script = Files.writeString(bin.resolve(name), "#!/bin/sh\nset -e\n" + text + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private int run(Path work, Path bin, String commands) throws Exception {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-e", "-c", commands)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log.txt").toFile()));
    Map<String, String> environment = shell.environment();
    Path java = Path.of(System.getProperty("java.home"), "bin");
    environment.merge("PATH", bin + ":" + java, (path, own) -> own + ":" + path);
    environment.put("GITHUB_OUTPUT", folder.resolve("output").toString());
    environment.put("GITHUB_STEP_SUMMARY", folder.resolve("summary").toString());
    environment.put("BUILD", "build");
    environment.put("JAR", "target/theirs.jar");
    environment.put("THRESHOLD", "5%");
    environment.put("BENCHMARKS", "Work.* --rounds 8 -wi 1 -w 100ms -i 2 -r 100ms");
    environment.put("BASE_COMMIT", "0123abcd");
    environment.put("PULL_REQUEST", "7");
    // These forks measure nothing that counts: another JMH on the machine need not stop them.
    environment.put("JAVA_TOOL_OPTIONS", "-Djmh.ignoreLock=true");
    return shell.start().waitFor();
  }
}
