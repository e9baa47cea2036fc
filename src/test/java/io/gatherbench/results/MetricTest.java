package io.gatherbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTest {

  @ParameterizedTest
  @EnumSource
  void metricIsFoundByItsName(Metric metric) {
    assertThat(Metric.of(metric.id())).contains(metric);
  }

  @Test
  void namesAreTheConstantsInSmallLetters() {
    assertThat(Metric.TIME_P50.id()).isEqualTo("time_p50");
    assertThat(Metric.TIME_P50.unit()).isEqualTo("ms");
  }

  @Test
  void metricOfAnotherProfilerIsUnknown() {
    assertThat(Metric.of("gc.alloc.rate.norm")).isEmpty();
    assertThat(Metric.of("TIME_P50")).isEmpty();
  }

  /** Ids that are words of their own too are looked for where they can only be metrics. */
  @Test
  void noMetricIsNamedElsewhere() throws IOException {
    String ids = Arrays.stream(Metric.values()).map(Metric::id).collect(Collectors.joining("|"));
    Pattern quoted = Pattern.compile("[\"'](" + ids + ")[\"']");
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      for (Path file : files.filter(name -> name.toString().matches(".*\\.(java|js)")).toList()) {
        for (String line : Files.readAllLines(file)) {
          if (quoted.matcher(line).find() && !line.contains("section(\"time\"")) {
            found.add(file.getFileName() + ": " + line.strip());
          }
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void metricIsDocumented(Metric metric) throws IOException {
    assertThat(Files.readString(Path.of("results/README.md"))).contains('`' + metric.id() + '`');
  }
}
