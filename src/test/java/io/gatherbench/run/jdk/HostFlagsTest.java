package io.gatherbench.run.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostFlagsTest {

  private static final HostFlags FLAGS =
      HostFlags.of(
          List.of("-Xmx1g", "-Da=b", "-Djava.io.tmpdir=/t", "-XX:+UseG1GC"),
          List.of("-Xmx1g", "-XX:+UseG1GC"),
          List.of("JAVA_TOOL_OPTIONS"));

  @Test
  void otherFlagsReplaceOnlyThoseOfTheCommandLine() {
    assertThat(FLAGS.with(List.of("-Xss1m")))
        .containsExactly("-Xmx1g", "-Djava.io.tmpdir=/t", "-XX:+UseG1GC", "-Xss1m");
  }

  @Test
  void variablesAreNamedWithTheFlagsOfForks() {
    assertThat(FLAGS.remark().orElseThrow())
        .contains("JAVA_TOOL_OPTIONS once", "-Xmx1g -Da=b", "the stub has none");
    assertThat(HostFlags.NONE.remark()).isEmpty();
  }
}
