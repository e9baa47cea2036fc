package io.gatherbench.command;

import io.gatherbench.results.ContainerLimits;
import io.gatherbench.results.EnvironmentFile;
import io.gatherbench.results.EnvironmentFile.TargetVm;
import io.gatherbench.results.KernelFiles;
import io.gatherbench.results.MachineFacts;
import io.gatherbench.results.MachineLoad;
import io.gatherbench.results.Warnings;
import io.gatherbench.run.FileLimit;
import io.gatherbench.run.TargetJdk;
import io.gatherbench.run.UnusableInputException;
import io.gatherbench.run.VmFlags;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The machine as a run finds it: described beside the rows, and told of before anything is measured
 * where it is likely to spoil the run. Others' load is watched from the first look until the run is
 * ready to start, in which time the stub is started and warmed up.
 */
final class Surroundings {

  private final KernelFiles kernel;
  private final MachineLoad.Moment first;
  private final List<String> warnings = new ArrayList<>();

  private Surroundings(KernelFiles kernel) {
    this.kernel = kernel;
    this.first = MachineLoad.look(kernel);
  }

  /**
   * Takes the first look, and raises the limit of open files if it is too low.
   *
   * @param connections the most that one process has open at once
   */
  static Surroundings look(int connections) {
    Surroundings found = new Surroundings(KernelFiles.ofThisMachine());
    FileLimit.ensure(connections, found.kernel).ifPresent(found.warnings::add);
    return found;
  }

  /**
   * Writes the description beside the rows.
   *
   * @param userFlags the flags that the user gave to forks
   * @return what is likely to spoil the run, a line each
   */
  List<String> describe(Session session, TargetJdk jdk, List<String> userFlags)
      throws UnusableInputException {
    MachineLoad load = first.until(MachineLoad.look(kernel));
    TargetVm target = new TargetVm(jdk.executable(), VmFlags.notDefault(jdk, userFlags));
    try {
      EnvironmentFile.write(
          session.files().environment(),
          OffsetDateTime.now(),
          session.info(),
          target,
          load,
          kernel);
    } catch (IOException e) {
      throw new UnusableInputException("the environment cannot be written: " + e.getMessage());
    }
    List<String> all = new ArrayList<>(warnings);
    all.addAll(Warnings.of(MachineFacts.of(kernel), ContainerLimits.of(kernel), load));
    return all;
  }
}
