package io.gatherbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.results.ContainerLimits;
import io.gatherbench.results.KernelFiles;
import io.gatherbench.results.MachineFacts;
import io.gatherbench.results.MachineLoad;
import io.gatherbench.results.MachineLoad.BusyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarningsTest {

  private static final ContainerLimits UNLIMITED =
      new ContainerLimits(Optional.empty(), Optional.empty(), Optional.empty());

  @TempDir Path root;

  @Test
  void whereTheKernelTellsNothingThereIsNoWarning() {
    MachineFacts facts = MachineFacts.of(new KernelFiles(root));
    assertThat(Warnings.of(facts, UNLIMITED, new MachineLoad(0, List.of()))).isEmpty();
  }

  @Test
  void whatSlowsAMachineDownIsToldWithARemedy() throws IOException {
    file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave");
    file("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "powersave");
    file("sys/class/power_supply/AC/online", "0");
    file("sys/class/power_supply/BAT0/status", "Discharging");
    MachineFacts facts = MachineFacts.of(new KernelFiles(root));
    ContainerLimits half =
        new ContainerLimits(Optional.of(0.5), Optional.empty(), Optional.empty());
    MachineLoad load = new MachineLoad(2.5, List.of(new BusyProcess(7, "make", 1.25)));

    assertThat(Warnings.of(facts, half, load))
        .containsExactly(
            "make (process 7) keeps 1.3 cores busy; stop it, or wait until it is done",
            "the hypervisor gives 2.5 % of the processors' time to others; use a machine of one's"
                + " own, or another hour",
            "the processors' governor is powersave; sudo cpupower frequency-set -g performance",
            "the machine runs on its battery, which slows it down; plug it in",
            "the container may use 0.5 of 2 processors and is paused when it has used them up; give"
                + " it whole processors (--cpuset-cpus)");
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text + "\n");
  }
}
