package io.gatherbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.results.KernelFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VmFlagsTest {

  @TempDir Path root;

  @Test
  void theFlagsOfTheUserAndTheChoicesOfTheVmAreFound() throws Exception {
    List<String> given = List.of("-Xmx64m", "-XX:+UseSerialGC");
    TargetJdk jdk = TargetJdk.probe(TargetJdk.ownExecutable(), given);
    Map<String, String> flags = VmFlags.notDefault(jdk, given);
    assertThat(flags)
        .containsEntry("MaxHeapSize", Integer.toString(64 << 20))
        .containsEntry("UseSerialGC", "true")
        .containsKey("CICompilerCount")
        .doesNotContainKeys("PrintFlagsFinal", "MaxFDLimit");
  }

  @Test
  void aLimitOfOpenFilesThatCannotBeRaisedIsToldBeforehand() throws Exception {
    Path limits = Files.createDirectories(root.resolve("proc/self")).resolve("limits");
    Files.writeString(limits, "Max open files            256                  1024       files\n");
    KernelFiles kernel = new KernelFiles(root);
    assertThat(FileLimit.ensure(700, kernel)).isEmpty();
    assertThat(FileLimit.ensure(1_000_000_000, kernel))
        .hasValueSatisfying(
            warning ->
                assertThat(warning)
                    .startsWith("1000000000 connections need 1000000300 open files and a process")
                    .contains("may have 1024; raise the limit"));
  }
}
