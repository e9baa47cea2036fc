package io.gatherbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatherbench.results.EnvironmentFile.TargetVm;
import io.gatherbench.results.MachineLoad.BusyProcess;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a machine, from files that are laid out as kernels lay them out. */
class EnvironmentTest {

  private static final ContainerLimits UNLIMITED =
      new ContainerLimits(Optional.empty(), Optional.empty(), Optional.empty());
  private static final MachineLoad IDLE = new MachineLoad(0, List.of());

  @TempDir Path root;

  @Test
  void limitsOfVersion2AreTheTightestOnTheWayUp() throws IOException {
    file("proc/self/cgroup", "0::/box/run");
    file("sys/fs/cgroup/box/run/cpu.max", "max 100000");
    file("sys/fs/cgroup/box/cpu.max", "150000 100000");
    file("sys/fs/cgroup/box/run/memory.max", "max");
    file("sys/fs/cgroup/box/memory.max", "1073741824");
    file("sys/fs/cgroup/box/run/pids.max", "500");

    assertThat(ContainerLimits.of(kernel()))
        .isEqualTo(
            new ContainerLimits(Optional.of(1.5), Optional.of(1_073_741_824L), Optional.of(500L)));
  }

  @Test
  void limitsOfVersion1() throws IOException {
    file("proc/self/cgroup", "4:memory:/box\n1:cpu,cpuacct:/box\n0::/");
    file("sys/fs/cgroup/cpu,cpuacct/box/cpu.cfs_quota_us", "50000");
    file("sys/fs/cgroup/cpu,cpuacct/box/cpu.cfs_period_us", "100000");
    file("sys/fs/cgroup/memory/box/memory.limit_in_bytes", "9223372036854771712");

    assertThat(ContainerLimits.of(kernel()))
        .isEqualTo(new ContainerLimits(Optional.of(0.5), Optional.empty(), Optional.empty()));
  }

  @Test
  void whereTheKernelTellsNothingNothingIsClaimed() {
    MachineFacts facts = MachineFacts.of(kernel());
    assertThat(facts.governor()).isEqualTo("unknown");
    assertThat(facts.openFiles()).isEmpty();
    assertThat(ContainerLimits.of(kernel())).isEqualTo(UNLIMITED);
    assertThat(MachineLoad.look(kernel()).until(MachineLoad.look(kernel()))).isEqualTo(IDLE);
  }

  @Test
  void whatSlowsAMachineDownIsFound() throws IOException {
    file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave");
    file("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "powersave");
    file("sys/class/power_supply/AC/online", "0");
    file("sys/class/power_supply/BAT0/status", "Discharging");
    file(
        "proc/self/limits",
        "Max open files            1024                 4096                 files");

    MachineFacts facts = MachineFacts.of(kernel());
    assertThat(facts.coresOnline()).isEqualTo(2);
    assertThat(facts.openFiles()).contains(4096L);
    assertThat(facts.governor()).contains("powersave");
    assertThat(facts.power()).isEqualTo("battery");
  }

  @Test
  void onlyBusyProcessesOfOthersAreFound() throws IOException {
    long self = ProcessHandle.current().pid();
    stat(self, "java", 1, 0);
    stat(self + 1, "a (stub) of mine", self, 0);
    stat(self + 2, "make -j) x", 1, 10);
    stat(self + 3, "idle", 1, 10);
    file("proc/stat", "cpu  0 0 0 1000 0 0 0 20 0 0\ncpu0 0 0\ncpu1 0 0");
    MachineLoad.Moment first = MachineLoad.look(kernel());
    stat(self, "java", 1, 90);
    stat(self + 1, "a (stub) of mine", self, 90);
    stat(self + 2, "make -j) x", 1, 60);
    stat(self + 3, "idle", 1, 11);
    file("proc/stat", "cpu  100 0 0 1090 0 0 0 30 0 0\ncpu0 0 0\ncpu1 0 0");

    MachineLoad load = first.until(MachineLoad.look(kernel()));
    assertThat(load.busy()).containsExactly(new BusyProcess(self + 2, "make -j) x", 0.5));
    assertThat(load.stealPercent()).isEqualTo(5);
  }

  @Test
  void theFileHasChangedFlagsAndIsNeverOverwritten() throws IOException {
    Path file = root.resolve("17.environment.json");
    TargetVm vm =
        new TargetVm(
            "/jdk/bin/java",
            Map.of("MaxHeapSize", "1024", "UseZGC", "true"),
            "epoll",
            List.of("mine.jar sha256:00"));
    OffsetDateTime now = OffsetDateTime.parse("2026-11-21T08:00:00Z");
    RunInfo info =
        new RunInfo("r1", Machine.current(), "17", "VM", "-XX:+UseZGC", "Z", "jdk 17 epoll", "abc");
    EnvironmentFile.write(file, now, info, vm, IDLE, kernel());

    JsonNode json = Json.tree(Files.readAllBytes(file));
    assertThat(json.path("run").asText()).isEqualTo("r1");
    assertThat(json.path("jdk").path("heap_max_bytes").asLong()).isEqualTo(1024);
    assertThat(json.path("jdk").path("flags_not_default").path("UseZGC").asText())
        .isEqualTo("true");
    assertThat(json.path("added_to_class_path").path(0).asText()).isEqualTo("mine.jar sha256:00");
    assertThat(json.fieldNames())
        .toIterable()
        .contains("gatherbench", "machine", "container", "load_before", "transport");
    assertThatThrownBy(() -> EnvironmentFile.write(file, now, info, vm, IDLE, kernel()))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  private KernelFiles kernel() {
    return new KernelFiles(root);
  }

  /** See proc_pid_stat(5): id, name, state, parent, and processor time in fields 14 and 15. */
  private void stat(long pid, String name, long parent, long ticks) throws IOException {
    String between = " 0".repeat(9);
    file(
        "proc/" + pid + "/stat",
        pid + " (" + name + ") S " + parent + between + " " + ticks + " 0 0 0");
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text + "\n");
  }
}
