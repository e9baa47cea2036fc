package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.command.JarProcess.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real forks in which one strategy is truly slower under one name of the JDK. The strategy's own
 * source gets a line that waits, and is compiled into a folder before the jar on the class path; a
 * flag of one variant says by how many per cent, so that both variants run the same code.
 *
 * <p>Here it is slower by 400 % in few and short forks, so that any machine under any load shows
 * it. By hand, on a quiet machine, 10 %: {@code mvn failsafe:integration-test -Dit.test=SlowdownIT
 * -Dslowdown.percent=10 -Dslowdown.rounds=5 -Dslowdown.iterations=4 -Dslowdown.warmUp=1000000
 * -Dslowdown.others=THREAD_POOL,EVENT_LOOP,ASYNC_SEQUENTIAL}.
 */
class SlowdownIT {

  private static final String JDK = System.getProperty("java.home");
  private static final int PERCENT = Integer.getInteger("slowdown.percent", 400);
  private static final int ROUNDS = Integer.getInteger("slowdown.rounds", 4);
  private static final int WARM_UP = Integer.getInteger("slowdown.warmUp", 200);
  private static final List<String> OTHERS =
      List.of(System.getProperty("slowdown.others", "EVENT_LOOP").split(","));
  private static final int ITERATIONS = Integer.getInteger("slowdown.iterations", 1);

  private static final long PATIENCE_MINUTES = 30;

  @TempDir Path folder;

  @Test
  void isFoundInTheStrategyThatHasIt() throws Exception {
    String classPath = slowSequential() + File.pathSeparator + JarProcess.jar();
    List<String> java = new ArrayList<>(List.of("-Djmh.ignoreLock=true", "-cp", classPath));
    java.add("io.gatherbench.command.Main");
    List<String> jdks =
        new ArrayList<>(List.of("jdks", "--out", "run", "--rounds", "" + ROUNDS, "--seed", "1"));
    jdks.addAll(List.of("--jdk", "plain=" + JDK + " -Dtest.slowdown=0"));
    jdks.addAll(List.of("--jdk", "slow=" + JDK + " -Dtest.slowdown=" + PERCENT));
    jdks.addAll(List.of("--plan", "Gather", "-p", "requests=4", "-p", "latency=5ms"));
    jdks.addAll(List.of("-p", "strategy=SEQUENTIAL," + String.join(",", OTHERS)));
    jdks.addAll(List.of("-p", "warmUpRequests=" + WARM_UP, "-wi", "0"));
    jdks.addAll(List.of("-i", "" + ITERATIONS, "-r", "500ms"));
    Ended measured = end(JarProcess.start(folder, List.of(), java, jdks));
    assertThat(measured.status()).as(measured.err() + measured.out()).isZero();

    Ended compared = end(JarProcess.start(folder, compare()));
    Map<String, String> verdicts = column("verdict", compared.out());
    Map<String, String> ratios = column("ratio", compared.out());
    assertThat(verdicts).containsEntry("SEQUENTIAL", "slower");
    for (String strategy : OTHERS) {
      assertThat(verdicts.get(strategy)).as(compared.out()).isIn("same", "undecided");
      assertThat(Double.parseDouble(ratios.get(strategy)))
          .isLessThan(Double.parseDouble(ratios.get("SEQUENTIAL")));
    }
  }

  /** By hand with the usual threshold: short forks on a busy machine scatter by more than that. */
  private static List<String> compare() {
    List<String> compare = List.of("compare", "run/plain.csv", "run/slow.csv", "--format", "csv");
    return PERCENT > 100
        ? Stream.concat(compare.stream(), Stream.of("--threshold", "90%")).toList()
        : compare;
  }

  /** A folder with the strategy that waits. */
  private Path slowSequential() throws IOException {
    Path file = Path.of("io", "gatherbench", "strategy", "SequentialStrategy.java");
    String source = Files.readString(Path.of("src", "main", "java").resolve(file));
    String start = "    List<Response> responses = new ArrayList<>(requests.size());\n";
    String end = "    return responses;\n";
    assertThat(source).contains(start, end);
    Path changed = folder.resolve("source").resolve(file);
    Files.createDirectories(changed.getParent());
    Files.writeString(
        changed,
        source
            .replace(start, start + "    long started = System.nanoTime();\n")
            .replace(
                end,
                """
                    long took = System.nanoTime() - started;
                    long until = started + took + took * Long.getLong("test.slowdown") / 100;
                    while (System.nanoTime() < until) {
                      Thread.onSpinWait();
                    }
                """
                    + end));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "17",
                "-cp",
                JarProcess.jar().toString(),
                "-d",
                classes.toString(),
                changed.toString());
    assertThat(status).isZero();
    return classes;
  }

  /** A column of a comparison's lines about time, by strategy. */
  private static Map<String, String> column(String name, String csv) {
    List<String> lines = csv.lines().toList();
    List<String> header = List.of(lines.get(0).split(","));
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",");
      if (fields[header.indexOf("metric")].equals("time_p50")) {
        values.put(fields[header.indexOf("strategy")], fields[header.indexOf(name)]);
      }
    }
    return values;
  }

  private static Ended end(JarProcess started) throws Exception {
    try (JarProcess jar = started) {
      return jar.end(PATIENCE_MINUTES);
    }
  }
}
