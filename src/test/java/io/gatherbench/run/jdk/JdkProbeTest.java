package io.gatherbench.run.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.plan.JvmResources;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.results.UnusableInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdkProbeTest {

  @TempDir Path folder;

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

  @Test
  void whatItSeesWithItsFlagsIsFound() throws Exception {
    TargetJdk jdk = own("-XX:ActiveProcessorCount=1", "-Xmx64m", "-XX:+UseSerialGC");
    assertThat(jdk.resources().processors()).isEqualTo(1);
    assertThat(jdk.resources().heapMb()).isEqualTo(64);
    assertThat(jdk.resources().memoryMb()).isPositive();
    assertThat(jdk.gc()).isEqualTo("Serial");
  }

  @Test
  void whatFlagsPrintDoesNotMatter() throws Exception {
    assertThat(own("-XX:+PrintCommandLineFlags", "-Xlog:gc*:stdout", "-showversion"))
        .isEqualTo(own());
  }

  @Test
  void librariesThatCannotBeLoadedAreSaid() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    String transport =
        own("-Dio.netty.native.workdir=" + file.resolve("below")).resources().transport();
    assertThat(transport).startsWith("nio");
    assertThat(JvmReport.lackOfTransport("nio (x)").orElseThrow()).contains("native.workdir");
    assertThat(JvmReport.lackOfTransport("nio")).isEmpty();
    assertThat(JvmReport.lackOfTransport("epoll")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/t/liba7.so: /t/liba7.so: failed to map segment: Operation not permitted"
            + "| failed to map segment: Operation not permitted | allows execution",
        "/t/liba7.so: Error loading shared library /t/liba7.so: Operation not permitted"
            + "| Operation not permitted | allows execution",
        "/t/liba7.so: Error relocating /t/liba7.so: __strndup: symbol not found"
            + "| __strndup: symbol not found | needs glibc, which Alpine lacks",
        "/t/liba7.so: Error loading shared library ld-linux-x86-64.so.2: No such file (needed by"
            + " /t/liba7.so)| Error loading shared library ld-linux-x86-64.so.2: No such file"
            + " (needed by it) | needs glibc, which Alpine lacks",
        "META-INF/native/liba_riscv64.so | META-INF/native/liba_riscv64.so | this processor",
        "disabled with -Dio.netty.transport.noNative=true"
            + "| disabled with -Dio.netty.transport.noNative=true | leave that flag out",
      })
  void remedyFitsTheReason(String message, String reason, String remedy) {
    assertThat(JvmReport.reason(message)).isEqualTo(reason);
    assertThat(JvmReport.lackOfTransport("nio (" + reason + ")").orElseThrow())
        .startsWith("nio (" + reason + "); ")
        .contains(remedy);
  }

  @Test
  void flagsThatClashAreToldWithTheReason() {
    assertThatThrownBy(() -> own("-XX:+UseSerialGC", "-XX:+UseParallelGC"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("that takes the flags [-XX:+UseSerialGC, -XX:+UseParallelGC]")
        .message()
        .containsPattern("it says: (Conflicting|Multiple) .*collector");
  }

  @Test
  void aJavaThatSaysNothingOrFailsIsRefused() throws Exception {
    assertThatThrownBy(() -> JdkProbe.probe(java("exit 0"), List.of()))
        .hasMessageEndingWith("the java executable of a JDK; it names no version");
    assertThatThrownBy(() -> JdkProbe.probe(java("exit 3"), List.of()))
        .hasMessageEndingWith("of a JDK; its status is 3");
    assertThatThrownBy(() -> JdkProbe.probe(java("echo broken; exit 1"), List.of()))
        .hasMessageEndingWith("of a JDK; it says: broken");
    String odd = "echo '  java.version = x'; echo '  java.specification.version = y'";
    assertThatThrownBy(() -> JdkProbe.probe(java(odd), List.of()))
        .isInstanceOf(UnusableInputException.class);
    String complete = "echo '  java.version = 21'; echo '  java.specification.version = 21'";
    assertThat(JdkProbe.probe(java(complete + "; exit 1"), List.of()).resources())
        .as("a heap too small to report has forks that die")
        .isEqualTo(JvmResources.UNKNOWN);
  }

  private static TargetJdk own(String... flags) throws Exception {
    return JdkProbe.probe(JdkProbe.ownExecutable(), List.of(flags));
  }

  private String java(String script) throws Exception {
    Path file = Files.createTempFile(folder, "java", "");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file.toString();
  }
}
