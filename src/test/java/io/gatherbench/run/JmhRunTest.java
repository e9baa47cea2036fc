package io.gatherbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
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
    JmhRun run = JmhRun.of(JmhRun.parse(arguments), arguments, List.of());
    CrossProduct cells = run.check(new TargetJdk("java", 17, "17.0.1", "vm", "G1"));

    assertThat(cells.parts()).hasSizeGreaterThan(2);
    for (CrossProduct.Part part : cells.parts()) {
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
}
