package io.gatherbench.run;

import io.gatherbench.plan.TargetJdk;
import io.gatherbench.results.ContainerLimits;
import io.gatherbench.results.EnvironmentFile;
import io.gatherbench.results.EnvironmentFile.TargetVm;
import io.gatherbench.results.KernelFiles;
import io.gatherbench.results.MachineFacts;
import io.gatherbench.results.MachineLoad;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.Warnings;
import io.gatherbench.run.jdk.VmFlags;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * The machine as a run finds it: described beside the rows, with warnings of what may spoil the
 * run. The load of other processes is watched from {@link #look} until the run is ready to start,
 * while the stub starts and warms up.
 */
final class EnvironmentReport {

  private final KernelFiles kernel;
  private final MachineLoad.Moment first;

  private EnvironmentReport(KernelFiles kernel) {
    this.kernel = kernel;
    this.first = MachineLoad.look(kernel);
  }

  /** Starts watching the load of other processes. */
  static EnvironmentReport look() {
    return new EnvironmentReport(KernelFiles.ofThisMachine());
  }

  /**
   * Describes the machine and a JDK.
   *
   * @param file a new file
   * @param info what rows have in common
   * @param userFlags the flags that the user gave to forks
   * @return what is likely to spoil the run, a line each
   */
  List<String> describe(Path file, RunInfo info, TargetJdk jdk, List<String> userFlags)
      throws UnusableInputException {
    MachineLoad load = first.until(MachineLoad.look(kernel));
    TargetVm target = new TargetVm(jdk.executable(), VmFlags.notDefault(jdk, userFlags));
    try {
      EnvironmentFile.write(file, OffsetDateTime.now(), info, target, load, kernel);
    } catch (IOException e) {
      throw new UnusableInputException("the environment cannot be written: " + e.getMessage());
    }
    return Warnings.of(MachineFacts.of(kernel), ContainerLimits.of(kernel), load);
  }
}
