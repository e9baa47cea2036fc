package io.gatherbench.run.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.plan.TargetJdk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JdkProbeTest {

  @Test
  void theFlagsOfTheUserAndTheChoicesOfTheVmAreFound() throws Exception {
    List<String> given = List.of("-Xmx64m", "-XX:+UseSerialGC");
    TargetJdk jdk = JdkProbe.probe(JdkProbe.ownExecutable(), given);
    Map<String, String> flags = JdkProbe.flagsNotDefault(jdk, given);
    assertThat(flags)
        .containsEntry("MaxHeapSize", Integer.toString(64 << 20))
        .containsEntry("UseSerialGC", "true")
        .containsKey("CICompilerCount")
        .doesNotContainKeys("PrintFlagsFinal", "MaxFDLimit");
  }
}
