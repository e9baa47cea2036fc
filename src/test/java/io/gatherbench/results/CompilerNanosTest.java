package io.gatherbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerNanosTest {

  @TempDir Path root;

  @Test
  void theCompilersThreadsAreKnownByName() throws IOException {
    thread(11, "main", "900 5 1");
    thread(12, "C2 CompilerThre", "70 5 1");
    thread(13, "C1 CompilerThre", "30 5 1");
    assertThat(new KernelFiles(root).compilerNanos("self")).contains(100L);
  }

  @Test
  void otherSystemsDoNotTell() {
    assertThat(new KernelFiles(root).compilerNanos("self")).isEmpty();
  }

  private void thread(int id, String name, String schedstat) throws IOException {
    Path folder = Files.createDirectories(root.resolve("proc/self/task/" + id));
    Files.writeString(folder.resolve("comm"), name + "\n");
    Files.writeString(folder.resolve("schedstat"), schedstat + "\n");
  }
}
