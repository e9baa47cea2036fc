package io.gatherbench.benchmark.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.benchmark.evidence.TaskCounters.Task;
import io.gatherbench.results.KernelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TaskCountersTest {

  @TempDir Path root;

  @Test
  @EnabledOnOs(OS.LINUX)
  void threadsAreReadFromTheKernelsFiles() throws IOException {
    Files.createDirectories(root.resolve("proc"));
    Files.createSymbolicLink(root.resolve("proc/thread-self"), Path.of("10/task/11"));
    thread(11, "main", "900 5 1", 1, 2);
    thread(12, "pool-1", "500 5 1", 3, 4);
    thread(13, "C2 CompilerThre", "70 5 1", 5, 6);
    KernelFiles kernel = new KernelFiles(root);
    TaskCounters before = TaskCounters.ofOthers(kernel);

    assertThat(before.byThread())
        .isEqualTo(Map.of("12", new Task(500, 0, 3, 4), "13", new Task(0, 70, 0, 0)));
    assertThat(TaskCounters.own(kernel)).isEqualTo(new Task(900, 0, 1, 2));
    thread(12, "pool-1", "600 5 1", 3, 5);
    thread(14, "new", "1 5 1", 1, 0);
    assertThat(TaskCounters.ofOthers(kernel).since(before)).contains(new Task(101, 0, 1, 1));
  }

  @Test
  void otherSystemsHaveNoCounters() {
    KernelFiles none = new KernelFiles(root);
    assertThat(TaskCounters.own(none)).isEqualTo(Task.NONE);
    assertThat(TaskCounters.ofOthers(none).since(TaskCounters.ofOthers(none))).isEmpty();
    assertThat(TcpConnections.connectedTo(80, none)).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void compilerThreadsAreCountedApart() {
    TaskCounters nothing = new TaskCounters(Map.of("none", Task.NONE));

    Task all = TaskCounters.ofOthers(KernelFiles.ofThisMachine()).since(nothing).orElseThrow();

    assertThat(all.compilerNanos()).as("this much of Java has been compiled").isPositive();
    assertThat(all.cpuNanos()).isPositive();
    assertThat(TaskCounters.ofOthers(KernelFiles.ofThisMachine()).byThread().values())
        .as("a thread compiles or does something else")
        .allMatch(task -> task.cpuNanos() == 0 || task.compilerNanos() == 0);
  }

  private void thread(int id, String name, String schedstat, int voluntary, int involuntary)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve("proc/self/task/" + id));
    Files.writeString(folder.resolve("comm"), name + "\n");
    Files.writeString(folder.resolve("schedstat"), schedstat + "\n");
    Files.writeString(
        folder.resolve("status"),
        "Name:\t%s\nvoluntary_ctxt_switches:\t%d\nnonvoluntary_ctxt_switches:\t%d\n"
            .formatted(name, voluntary, involuntary));
  }
}
