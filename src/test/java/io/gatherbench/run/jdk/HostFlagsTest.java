package io.gatherbench.run.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.plan.JvmResources;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.plan.Variant;
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
    assertThat(FLAGS.remarkOnForks(List.of("-Xmx1g", "-Db=c")).orElseThrow())
        .contains("JAVA_TOOL_OPTIONS once", "-Xmx1g -Db=c", "the stub has none");
    assertThat(HostFlags.NONE.remarkOnForks(List.of("-Db=c"))).isEmpty();
  }

  @Test
  void flagsOfAnEarlierJvmAreSaidToBeThoseOfForks() {
    Variant begun = variant("-Xmx1g", "-Da=b", "-Djava.io.tmpdir=/t", "-XX:+UseG1GC", "-Dmine=1");
    assertThat(FLAGS.remark(List.of(begun)).orElseThrow()).contains("the flags of JAVA_TOOL_OPT");
    assertThat(FLAGS.remark(List.of(begun, variant("-Xmx1g"))).orElseThrow())
        .isEqualTo(
            "forks have those with which the run was begun, not those given now: -Xmx1g -Da=b"
                + " -Djava.io.tmpdir=/t -XX:+UseG1GC");
    HostFlags ofHost = HostFlags.of(List.of("-Djmh.ignoreLock=true"), List.of(), List.of());
    assertThat(ofHost.remark(List.of(variant()))).as("flags that are not for forks").isEmpty();
  }

  private static Variant variant(String... flags) {
    TargetJdk jdk = new TargetJdk("/java", 17, "17", "vm", "G1", JvmResources.UNKNOWN);
    return new Variant("17", jdk, List.of(flags));
  }
}
