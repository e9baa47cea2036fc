package io.gatherbench.run.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.results.KernelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fork with two compiler threads, of which the kernel's files tell what the test writes. */
class CompilerWatchTest {

  private static final long SECOND = 1_000_000_000;

  @TempDir private Path root;
  private final AtomicLong clock = new AtomicLong(1);

  @Test
  void shareIsThatOfTheMeasuredIterations() throws Exception {
    CompilerWatch watch = watch();
    at(0, 5 * SECOND, 1 * SECOND);
    watch.printed("# Warmup Iteration   1: ");
    at(2 * SECOND, 6 * SECOND, 1 * SECOND);
    watch.printed("3.1 us/op\nIteration ");
    watch.printed("  1: ");
    at(3 * SECOND, 6 * SECOND + SECOND / 10, SECOND);
    watch.printed("3.1 us/op\n");
    at(4 * SECOND, 6 * SECOND + SECOND / 10, SECOND + SECOND / 10);
    watch.printed("3.1 us/op\n");
    assertThat(watch.percentOf(1)).hasValue(10);
    assertThat(watch.percentOf(2)).hasValue(5);
  }

  @Test
  void threadsThatEndTakeNothingBack() throws Exception {
    CompilerWatch watch = watch();
    at(0, 5 * SECOND, 1 * SECOND);
    watch.printed("Iteration   1: ");
    at(SECOND, 5 * SECOND + SECOND / 5, 0);
    watch.printed("3.1 us/op\n");
    at(2 * SECOND, 5 * SECOND + 2 * SECOND / 5, 0);
    watch.printed("3.1 us/op\n");
    assertThat(watch.percentOf(1)).hasValue(10);
  }

  @Test
  void nothingIsKnownOfForksThatSayNothing() throws Exception {
    CompilerWatch watch = watch();
    at(0, 5 * SECOND, 1 * SECOND);
    watch.printed("printed: Iteration   1: \n");
    at(SECOND, 6 * SECOND, 1 * SECOND);
    watch.printed("more\n");
    assertThat(watch.percentOf(1)).isEmpty();
  }

  @Test
  void nothingIsKnownWhereTheSystemDoesNotTell() {
    CompilerWatch watch = watch();
    watch.printed("Iteration   1: ");
    clock.set(SECOND);
    watch.printed("3.1 us/op\n");
    assertThat(watch.percentOf(1)).isEmpty();
  }

  private CompilerWatch watch() {
    return new CompilerWatch(new KernelFiles(root), () -> List.of(7L, 8L), clock::get);
  }

  private void at(long nanos, long c1, long c2) throws IOException {
    clock.set(nanos + 1);
    task(1, "C1 CompilerThre", c1);
    task(2, "C2 CompilerThre", c2);
    task(3, "main", 9 * SECOND + nanos);
  }

  private void task(int id, String name, long nanos) throws IOException {
    Path task = Files.createDirectories(root.resolve("proc/7/task/" + id));
    Files.writeString(task.resolve("comm"), name + "\n");
    Files.writeString(task.resolve("schedstat"), nanos + " 0 1\n");
  }
}
