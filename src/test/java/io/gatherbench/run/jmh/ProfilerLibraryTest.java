package io.gatherbench.run.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.run.jdk.JdkProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** async-profiler's library from the jar, and JMH's profiler that is told of it. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ProfilerLibraryTest {

  private static final String START = "start,jfr,event=cpu";

  @Test
  void jmhIsToldWhereTheLibraryIs() {
    for (List<String> given :
        List.of(
            List.of("Gather", "-prof", "async"),
            List.of("Gather", "-prof", "async:event=alloc;output=jfr"),
            List.of("Gather", "-prof=async"))) {
      List<String> told = ProfilerLibrary.withLibraryPath(given);
      assertThat(told).hasSameSizeAs(given);
      String last = told.get(told.size() - 1);
      assertThat(last).contains("async:libPath=");
      String path = last.replaceFirst(".*libPath=", "").replaceFirst(";.*", "");
      assertThat(Path.of(path)).isRegularFile();
      assertThat(last.endsWith(";event=alloc;output=jfr"))
          .isEqualTo(given.contains("async:event=alloc;output=jfr"));
    }
  }

  @Test
  void wordsThatNeedNoLibraryStayAsTheyAre() {
    for (List<String> given :
        List.of(
            List.of("Gather", "-prof", "gc"),
            List.of("Gather", "-prof", "async:libPath=/x/y.so"),
            List.of("AsyncSequential"))) {
      assertThat(ProfilerLibrary.withLibraryPath(given)).isEqualTo(given);
    }
  }

  @Test
  void itIsTriedBeforeItIsUsed() throws Exception {
    ProfilerLibrary library = ProfilerLibrary.unpack().orElseThrow();
    assertThat(library.whyNot(JdkProbe.ownExecutable(), List.of(), START)).isEmpty();
    Files.write(library.file(), new byte[] {1, 2, 3});
    assertThat(library.whyNot(JdkProbe.ownExecutable(), List.of(), START)).isNotEmpty();
    assertThat(library.whyNot("/nowhere/java", List.of(), START)).contains("/nowhere/java");
  }
}
