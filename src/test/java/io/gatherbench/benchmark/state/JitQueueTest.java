package io.gatherbench.benchmark.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.benchmark.evidence.TaskCounters;
import io.gatherbench.benchmark.evidence.TaskCounters.Task;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class JitQueueTest {

  @Test
  void it_comes_to_an_end_where_nothing_new_is_run() throws Exception {
    assertThat(JitQueue.awaitIdle(Duration.ofMinutes(1))).isTrue();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void its_processor_time_is_told_apart() {
    TaskCounters nothing = new TaskCounters(Map.of(-1L, Task.NONE));

    Task all = TaskCounters.ofOthers().since(nothing).orElseThrow();

    assertThat(all.compilerNanos()).as("this much of Java has been compiled").isPositive();
    assertThat(all.cpuNanos()).isPositive();
    assertThat(TaskCounters.ofOthers().byThread().values())
        .as("a thread compiles or does something else")
        .allMatch(task -> task.cpuNanos() == 0 || task.compilerNanos() == 0);
  }
}
