package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatherbench.command.JarProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar that users run, where it measures nothing: what it says, and what is in it. */
class JarOutputIT {

  @TempDir Path folder;

  @Test
  void unusableInputIsOneLineAndStatus2() throws Exception {
    Ended ended = end(JarProcess.start(folder, List.of("Gather", "-p", "requests=none")));
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines())
        .containsExactly(
            "gatherbench: requests is 'none'; allowed: a whole number from 1 to 10000");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "--help"})
  void outputThatNothingReadsIsNoMessage(String option) throws Exception {
    String run = "java -jar \"" + JarProcess.jar() + "\" " + option + "; echo $? >status";
    String closedBefore = "mkfifo gone; (read x <gone; " + run + ") | (exec <&-; echo >gone)";
    Ended ended = end(JarProcess.typed(folder, "sh -c '" + closedBefore + "'"));
    assertThat(ended.err()).isEmpty();
    assertThat(folder.resolve("status")).hasContent("141");
  }

  @Test
  void aFullDiskIsToldOnStandardError() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "only Linux has a device that is always full");
    String run = "java -jar \"" + JarProcess.jar() + "\" --version >/dev/full";
    Ended ended = end(JarProcess.typed(folder, "sh -c '" + run + "'"));
    assertThat(ended.status()).isEqualTo(74);
    assertThat(ended.err()).contains("standard output cannot be written: it is full or closed");
  }

  @Test
  void whatJmhCanListIsListed() throws Exception {
    assertThat(end(JarProcess.start(folder, List.of("-l"))).out())
        .contains("GatherBenchmark.gather");
    assertThat(end(JarProcess.start(folder, List.of("-lp"))).out())
        .contains("param \"strategy\" = {SEQ");
    assertThat(end(JarProcess.start(folder, List.of("-l", "gather"))).out().lines())
        .as("a benchmark's name selects that one, as it does where it is run")
        .containsExactly("Benchmarks: ", "io.gatherbench.benchmark.GatherBenchmark.gather");
    assertThat(end(JarProcess.start(folder, List.of("-lp", "gahter"))).err())
        .endsWith("is 'gahter'; allowed: a name, perhaps Gather\n");
    Ended help = end(JarProcess.start(folder, List.of("-h")));
    assertThat(help.out()).contains("headline plan").contains("-prof <profiler>");
    assertThat(help.status()).isZero();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theJarHasWhatTheJdksNeed() throws Exception {
    try (JarFile file = new JarFile(JarProcess.jar().toFile())) {
      Attributes manifest = file.getManifest().getMainAttributes();
      assertThat(manifest.getValue("Multi-Release")).isEqualTo("true");
      assertThat(manifest.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
      assertThat(manifest.getValue("Implementation-Commit")).isNotBlank();
      assertThat(file.stream().map(ZipEntry::getName))
          .contains(
              "META-INF/native/libnetty_transport_native_epoll_x86_64.so",
              "META-INF/native/libnetty_transport_native_epoll_aarch_64.so",
              "META-INF/native/libnetty_transport_native_kqueue_x86_64.jnilib",
              "META-INF/native/libnetty_transport_native_kqueue_aarch_64.jnilib")
          .noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA)"));
    }
  }

  private static Ended end(JarProcess started) throws Exception {
    try (JarProcess jar = started) {
      return jar.end();
    }
  }
}
