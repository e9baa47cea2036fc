package io.gatherbench.run;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.results.Machine;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.UnusableInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The parts of every measuring run: the one stub, on its processors, the machine's description, and
 * calibrations. Not thread-safe.
 */
final class Session implements AutoCloseable {

  private final EnvironmentReport environment;
  private final StubLease stub;
  private final Calibration calibration;
  private CalibrationReading first;
  private CalibrationReading last;
  private String trouble = "";

  private Session(EnvironmentReport environment, StubLease stub, List<PlannedCell> cells) {
    this.environment = environment;
    this.stub = stub;
    this.calibration = new Calibration(stub.address(), Calibration.gathers(cells));
  }

  /**
   * Starts the stub and places it.
   *
   * @param target the address of a stub that runs already; empty to start one
   * @param cells what will be measured
   * @throws UnusableInputException if the stub cannot be had or placed
   */
  static Session open(Optional<String> target, Pinning pinning, List<PlannedCell> cells)
      throws UnusableInputException {
    EnvironmentReport environment = EnvironmentReport.look();
    StubLease stub = StubLease.open(target);
    try {
      return new Session(environment, stub.placed(pinning), cells);
    } catch (UnusableInputException | RuntimeException e) {
      stub.close();
      throw e;
    }
  }

  StubLease stub() {
    return stub;
  }

  /** Returns the columns that the rows of a JDK share. */
  RunInfo info(String run, Machine machine, TargetJdk jdk, List<String> flags, String commit) {
    return new RunInfo(
        run,
        machine,
        jdk.version(),
        jdk.vm(),
        String.join(" ", flags),
        jdk.gc(),
        stub.description(),
        commit);
  }

  /**
   * Describes the machine and a JDK in a new file.
   *
   * @return what is likely to spoil the run, a line each
   */
  List<String> describe(Path file, RunInfo info, TargetJdk jdk, List<String> flags)
      throws UnusableInputException {
    return environment.describe(file, info, jdk, flags);
  }

  /**
   * Takes the first calibration.
   *
   * @throws UnusableInputException if the stub does not answer
   */
  CalibrationReading calibrate() throws UnusableInputException {
    try {
      first = calibration.read();
      last = first;
      return first;
    } catch (IOException e) {
      throw new UnusableInputException("the stub does not serve: " + e.getMessage());
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

  /** Returns the change from the first calibration to the last, in one line. */
  String drift() {
    return first.drift(last) + trouble;
  }

  @Override
  public void close() {
    stub.close();
  }

  /** Makes an identifier of a run: when it began, and a random number. */
  static String newRun(OffsetDateTime now) {
    String time =
        DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .format(now.withOffsetSameInstant(ZoneOffset.UTC));
    int random = RandomGenerator.getDefault().nextInt(0x1000000);
    return time + "-" + String.format(Locale.ROOT, "%06x", random);
  }
}
