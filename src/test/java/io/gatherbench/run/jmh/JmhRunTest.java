package io.gatherbench.run.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.plan.JvmResources;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.run.jdk.HostFlags;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;

class JmhRunTest {

  /** JMH adds a part's own patterns to those of the command line. */
  @Test
  void eachPartHasItsBenchmarksAndNoOthers() throws Exception {
    List<String> arguments = List.of("Gather|PoolSize|BlockedLoop", "-p", "client=VERTX,JDK");
    JmhRun run = new JmhRun(JmhOptions.parse(arguments), HostFlags.NONE);
    ValidCombinations cells =
        run.check(new TargetJdk("java", 17, "17.0.1", "vm", "G1", JvmResources.UNKNOWN));

    assertThat(cells.parts()).hasSizeGreaterThan(2);
    for (ValidCombinations.Part part : cells.parts()) {
      Options options = run.partOptions(part, List.of(), false);
      assertThat(
              BenchmarkList.defaultList()
                  .find(
                      OutputFormatFactory.createFormatInstance(
                          new PrintStream(
                              OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                          VerboseMode.SILENT),
                      options.getIncludes(),
                      options.getExcludes()))
          .extracting(BenchmarkListEntry::getUsername)
          .containsExactlyInAnyOrderElementsOf(part.benchmarks());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-prof gc                                               |",
        "-prof async:output=flamegraph                          | async",
        "-prof jfr -prof gc -prof async -prof jfr:configName=x  | async+jfr",
        "-prof io.gatherbench.benchmark.evidence.PinningProfiler           | PinningProfiler",
      })
  void rowsNameProfilersThatDisturb(String words, String profilers) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("Gather"));
    arguments.addAll(List.of(words.split(" ")));
    assertThat(JmhOptions.parse(arguments).rowParameters())
        .isEqualTo(profilers == null ? Map.of() : Map.of("prof", profilers));
  }
}
