package io.gatherbench.run.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.JmhJars;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jmh.JmhOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhJarTest {

  private static final String METHODS =
      """
      @Param({"10", "20"}) public int size;
      @Param("a,b") public String mode;
      @Benchmark public int sum() { return size; }
      @Benchmark @BenchmarkMode({Mode.Throughput, Mode.SampleTime}) public int two() { return 1; }
      @State(Scope.Thread) public static class Text {
        @Param({"a,b", "c"}) public String text;
      }
      @Benchmark @Threads(3) @Fork(jvmArgsAppend = "-Xmx99m")
      @Warmup(iterations = 1, time = 2) @Measurement(iterations = 3, time = 4)
      public String text(Text of) { return of.text; }
      @Benchmark @Group("pair") @GroupThreads(2) public int read() { return 1; }
      @Benchmark @Group("pair") @GroupThreads(3) public int write() { return 2; }
      """;

  @TempDir private static Path folder;
  private static JmhJar jar;

  @BeforeAll
  static void build() throws Exception {
    jar = JmhJar.read("--jar", JmhJars.of(folder.resolve("theirs.jar"), METHODS).toString());
  }

  @Test
  void cellsAreOfTheJarsOwnList() throws Exception {
    assertThat(cells("sum|two"))
        .extracting(PlannedCell::toString)
        .containsExactly(
            "Work.sum mode=avgt, params.mode=a,b, size=10",
            "Work.sum mode=avgt, params.mode=a,b, size=20",
            "Work.two mode=sample, params.mode=a,b, size=10",
            "Work.two mode=sample, params.mode=a,b, size=20",
            "Work.two mode=thrpt, params.mode=a,b, size=10",
            "Work.two mode=thrpt, params.mode=a,b, size=20");
    assertThat(cells("Work", "-e", "sum|two|text"))
        .extracting(PlannedCell::benchmark)
        .containsOnly("demo.Work.pair");
  }

  @Test
  void optionsReplaceWhatAnnotationsSay() throws Exception {
    assertThat(cells("sum", "-p", "size=7,8", "-bm", "ss,thrpt"))
        .extracting(cell -> cell.parameters().get("size") + cell.parameters().get("mode"))
        .containsExactly("7ss", "8ss", "7thrpt", "8thrpt");
  }

  @Test
  void onlyValuesThatAreNotTheOnlyOneAreGiven() throws Exception {
    assertThat(jar.given(cells("sum").get(0))).isEqualTo(Map.of("size", "10"));
    PlannedCell other = cells("sum", "-p", "size=10", "-p", "mode=x").get(0);
    assertThat(jar.given(other)).isEqualTo(Map.of("size", "10", "mode", "x"));
  }

  @Test
  void threadsFlagsAndTimesAreTheirs() throws Exception {
    PlannedCell text = cells("text").get(0);
    assertThat(jar.appendedFlags(text)).containsExactly("-Xmx99m");
    assertThat(text.foreseenSeconds()).isEqualTo(3 + 2 + 3 * 4);
    assertThat(jar.threads(text, options(), 8)).isEqualTo(3);
    assertThat(jar.threads(text, options("-t", "max"), 8)).isEqualTo(8);
    PlannedCell pair = cells("pair").get(0);
    assertThat(jar.threads(pair, options(), 8)).isEqualTo(5);
    assertThat(jar.threads(pair, options("-t", "6"), 8)).isEqualTo(10);
    assertThat(jar.java(pair)).isEqualTo(17);
  }

  /** As JMH 1.21 wrote it, but for a value with a blank. */
  @Test
  void listsOfEarlierJmhsAreRead() throws Exception {
    String line =
        "JMH S 43 org.openjdk.jmh.samples.JMHSample_27_Params S 67"
            + " org.openjdk.jmh.samples.generated.JMHSample_27_Params_bench_jmhTest S 5 bench S 11"
            + " AverageTime E A 1 1 1 E I 1 5 T 3 1 s E I 1 5 T 3 1 s E I 1 1 E E E E E"
            + " M 2 3 arg 3 1 1 2 31 4 a M  9 certainty 1 1 0 U 11 NANOSECONDS E E ";
    Path early = folder.resolve("early.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(early))) {
      out.putNextEntry(new ZipEntry("org/openjdk/jmh/Main.class"));
      out.putNextEntry(new ZipEntry("META-INF/BenchmarkList"));
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    assertThat(JmhJar.read("--jar", early.toString()).cells(options("Params")))
        .extracting(PlannedCell::toString)
        .containsExactly(
            "JMHSample_27_Params.bench arg=1, certainty=0, mode=avgt",
            "JMHSample_27_Params.bench arg=31, certainty=0, mode=avgt",
            "JMHSample_27_Params.bench arg=a M , certainty=0, mode=avgt");
  }

  @Test
  void jarsOfOtherProgramsAreRefused() throws Exception {
    Path empty = folder.resolve("plain.jar");
    Files.write(empty, Arrays.copyOf(new byte[] {'P', 'K', 5, 6}, 22));
    for (Path path : List.of(empty, folder.resolve("missing.jar"), folder)) {
      assertThatThrownBy(() -> JmhJar.read("--jar", path.toString()))
          .isInstanceOf(UnusableInputException.class)
          .hasMessageContaining("'" + path + "'; allowed: a JMH jar");
    }
  }

  @Test
  void whatMatchesNothingIsRefused() {
    assertRefused("benchmark is 'none'; allowed: a part of one of Work", "none");
    assertRefused("regular expression is '['", "[");
    assertRefused("parameter is 'colour'; allowed: mode, size", "sum", "-p", "colour=red");
  }

  private static void assertRefused(String expected, String... words) {
    assertThatThrownBy(() -> cells(words))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void settingsAreWhatSaysHowToMeasure() throws Exception {
    List<String> words =
        List.of(
            "-wi", "2", "x", "-w", "100ms", "-i3", "-r=1s", "y", "-e", "x", "-t", "max", "-p",
            "a=b", "-pc=d", "-bm", "ss", "-prof", "gc", "-tg", "1,2", "-v", "EXTRA", "x", "-foe",
            "true");
    assertThat(options(words.toArray(String[]::new)).settings())
        .containsExactly(
            "-wi", "2", "-w", "100ms", "-i3", "-r=1s", "-t", "max", "-prof", "gc", "-tg", "1,2",
            "-foe", "true");
  }

  private static List<PlannedCell> cells(String... words) throws UnusableInputException {
    return jar.cells(options(words));
  }

  private static JmhOptions options(String... words) throws UnusableInputException {
    return JmhOptions.parse(List.of(words));
  }
}
