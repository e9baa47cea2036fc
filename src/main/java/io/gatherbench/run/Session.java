package io.gatherbench.run;

import io.gatherbench.plan.JvmResources;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.ContainerLimits;
import io.gatherbench.results.EnvironmentFile;
import io.gatherbench.results.EnvironmentFile.TargetVm;
import io.gatherbench.results.KernelFiles;
import io.gatherbench.results.Machine;
import io.gatherbench.results.MachineFacts;
import io.gatherbench.results.MachineLoad;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jar.JarForkRunner;
import io.gatherbench.run.jar.JmhJar;
import io.gatherbench.run.jar.JmhLock;
import io.gatherbench.run.jdk.ClassPath;
import io.gatherbench.run.jdk.HostFlags;
import io.gatherbench.run.jdk.JdkProbe;
import io.gatherbench.run.jmh.ForkExecutor;
import io.gatherbench.run.jmh.ForkRunner;
import io.gatherbench.run.jmh.JmhOptions;
import io.gatherbench.run.jmh.JmhRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** The parts of every measuring run: one stub, calibrations, the machine. Not thread-safe. */
final class Session implements AutoCloseable {

  private final KernelFiles kernel = KernelFiles.ofThisMachine();

  /** The load of other processes is watched while the stub starts and warms up. */
  private final MachineLoad.Moment start = MachineLoad.look(kernel);

  private final Calibration calibration;
  private final StubLease stub;
  private final Optional<JmhLock> lock;
  private MachineLoad load;
  private CalibrationReading first;
  private CalibrationReading last;
  private String trouble = "";

  /** Starts the stub on its processors, unless {@code target} is the address of a running one. */
  Session(Optional<String> target, Pinning pinning, List<PlannedCell> cells)
      throws UnusableInputException {
    List<Calibration.Gather> gathers = Calibration.gathers(cells);
    lock = Optional.empty();
    stub = StubLease.open(target, pinning);
    calibration =
        new Calibration(stub.address(), stub.pid(), gathers, Calibration.mostWarmUpRequests(cells));
  }

  /** Takes the lock of JMH, under which forks of other jars need none of their own; no stub. */
  private Session(JmhLock lock) {
    this.lock = Optional.of(lock);
    stub = StubLease.NONE;
    calibration = new Calibration(null, OptionalLong.empty(), List.of(), 0);
  }

  /** Opens the session of a plan; throws if there is no stub, or another JMH is measuring. */
  static Session of(Plan plan, JmhOptions options) throws UnusableInputException {
    if (plan.ofOtherJars()) {
      Session session = new Session(JmhLock.take());
      // While this is measured, the load of other processes is.
      session.calibrate();
      return session;
    }
    Optional<String> target = new JmhRun(options, HostFlags.NONE).target();
    return new Session(target, Pinning.ofPlan(plan.settings().pinning()), plan.cells());
  }

  StubLease stub() {
    return stub;
  }

  /** Returns what runs the forks of a plan. */
  ForkExecutor executor(Plan plan, JmhOptions options) throws UnusableInputException {
    return plan.ofOtherJars()
        ? new JarForkRunner(plan.variants(), options)
        : new ForkRunner(
            options.withoutBenchmarks(), stub.forkFlags(), plan.settings().costs(), stub::death);
  }

  RunInfo info(String run, Machine machine, Variant variant, String commit) {
    JvmResources resources = variant.jdk().resources();
    return new RunInfo(
        run,
        machine.seenBy(resources.processors(), resources.memoryMb()),
        variant.jdk().version(),
        variant.jdk().vm(),
        String.join(" ", variant.flags()),
        variant.jdk().gc(),
        stub.description(),
        commit);
  }

  /** Describes machine and JDK in a new file; returns what may spoil the run, a line each. */
  List<String> describe(Path file, RunInfo info, Variant variant) throws UnusableInputException {
    if (load == null) {
      load = start.until(MachineLoad.look(kernel));
    }
    try {
      TargetVm target =
          new TargetVm(
              variant.jdk().executable(),
              JdkProbe.flagsNotDefault(variant.jdk(), variant.flags()),
              variant.jdk().resources().transport(),
              variant.jar().isEmpty()
                  ? ClassPath.added()
                  : List.of(JmhJar.identity(variant.jar())));
      EnvironmentFile.write(file, OffsetDateTime.now(), info, target, load, kernel);
    } catch (IOException e) {
      throw new UnusableInputException("the environment cannot be written: " + e.getMessage());
    }
    List<String> warnings = Warnings.of(MachineFacts.of(kernel), ContainerLimits.of(kernel), load);
    if (variant.jar().isEmpty()) {
      warnings.addAll(ClassPath.check());
      warnings.addAll(Warnings.ofTransports(stub.description(), stub.pid().isPresent(), variant));
    }
    return warnings;
  }

  /** Takes the first calibration; fails if the stub does not answer. */
  CalibrationReading calibrate() throws UnusableInputException {
    try {
      first = calibration.read();
      last = first;
      return first;
    } catch (IOException e) {
      String what = lock.isPresent() ? "loopback" : "the stub";
      throw new UnusableInputException(what + " does not serve: " + e.getMessage());
    }
  }

  /** Takes another calibration; a failure is reported and leaves the rows as they are. */
  Optional<CalibrationReading> calibrateAgain() {
    try {
      last = calibration.read();
      return Optional.of(last);
    } catch (IOException e) {
      trouble = "; later readings failed: " + e.getMessage();
      return Optional.empty();
    }
  }

  String drift() {
    return first.drift(last) + trouble;
  }

  @Override
  public void close() throws IOException {
    stub.close();
    if (lock.isPresent()) {
      lock.get().close();
    }
  }

  /** Makes an identifier of a run: when it began, and a random number. */
  static String newRun() {
    String time =
        DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .format(OffsetDateTime.now(ZoneOffset.UTC));
    int random = RandomGenerator.getDefault().nextInt(0x1000000);
    return String.format(Locale.ROOT, "%s-%06x", time, random);
  }
}
