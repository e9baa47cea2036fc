package io.gatherbench.results;

import io.gatherbench.results.MachineLoad.BusyProcess;
import io.gatherbench.results.output.WholeFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Describes the machine and the JVM of a run's rows. {@code results/README.md} has the fields. */
public final class EnvironmentFile {

  private EnvironmentFile() {}

  /** Writes a new file; throws if it exists already or cannot be written. */
  public static void write(
      Path file,
      OffsetDateTime now,
      RunInfo info,
      TargetVm target,
      MachineLoad before,
      KernelFiles kernel)
      throws IOException {
    Content content =
        new Content(
            info.run(),
            now.toString(),
            build(BuildInfo.current()),
            jdk(info, target),
            machine(info.machine(), MachineFacts.of(kernel)),
            container(ContainerLimits.of(kernel)),
            load(before, kernel),
            new Transports(info.stub(), target.transport()),
            target.addedToClassPath());
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    WholeFile.write(file, Json.text(content) + "\n");
  }

  /**
   * The {@code java} of the forks, its flags that differ from their defaults, set by the user or by
   * the JVM, what carries Vert.x's sockets in it, and what its class path has beside gatherbench.
   */
  public record TargetVm(
      String executable,
      Map<String, String> flags,
      String transport,
      List<String> addedToClassPath) {}

  private record Content(
      String run,
      String recordedAt,
      Build gatherbench,
      Jdk jdk,
      Hardware machine,
      Container container,
      Load loadBefore,
      Transports transport,
      List<String> addedToClassPath) {}

  private record Build(
      String version, String commit, Boolean clean, Map<String, String> libraries) {}

  private record Jdk(
      String version,
      String vm,
      String executable,
      String collector,
      Long heapInitialBytes,
      Long heapMaxBytes,
      String arguments,
      SortedMap<String, String> flagsNotDefault) {}

  private record Hardware(
      String host,
      String os,
      String kernel,
      String cpu,
      int coresUsable,
      int coresOnline,
      long memoryMb,
      String frequencyGovernor,
      String virtualisation,
      String clock,
      Long timerSlackNs,
      String power,
      Long openFilesLimit) {}

  private record Container(Double processors, Long memoryBytes, Long tasks) {}

  private record Load(String loadAverages, double stealPercent, List<BusyProcess> busyProcesses) {}

  private record Transports(String stub, String vertxClient) {}

  private static Build build(BuildInfo build) {
    return new Build(
        build.version(), build.commit(), build.clean().orElse(null), build.libraries());
  }

  private static Jdk jdk(RunInfo info, TargetVm target) {
    return new Jdk(
        info.jdk(),
        info.vm(),
        target.executable(),
        info.gc(),
        number(target.flags().get("InitialHeapSize")),
        number(target.flags().get("MaxHeapSize")),
        info.vmArgs(),
        new TreeMap<>(target.flags()));
  }

  private static Hardware machine(Machine machine, MachineFacts facts) {
    return new Hardware(
        machine.host(),
        machine.os(),
        facts.kernel(),
        machine.cpu(),
        machine.cores(),
        facts.coresOnline(),
        machine.memoryMb(),
        facts.governor(),
        facts.virtualisation(),
        facts.clock(),
        facts.timerSlackNanos().orElse(null),
        facts.power(),
        facts.openFiles().orElse(null));
  }

  private static Container container(ContainerLimits limits) {
    return new Container(
        limits.processors().orElse(null),
        limits.memoryBytes().orElse(null),
        limits.tasks().orElse(null));
  }

  private static Load load(MachineLoad before, KernelFiles kernel) {
    return new Load(
        kernel.text("proc/loadavg").orElse(null),
        round(before.stealPercent()),
        before.busy().stream()
            .map(busy -> new BusyProcess(busy.pid(), busy.name(), round(busy.cores())))
            .toList());
  }

  private static Long number(String value) {
    return value == null ? null : Long.valueOf(value);
  }

  private static double round(double value) {
    return Math.rint(value * 100) / 100;
  }
}
