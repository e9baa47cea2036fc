package io.gatherbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @ParameterizedTest
  @EnumSource
  void metricIsDocumented(Metric metric) throws IOException {
    assertThat(Files.readString(Path.of("results/README.md"))).contains('`' + metric.id() + '`');
  }
}
