package io.gatherbench.run;

import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanFile;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.BuildInfo;
import io.gatherbench.results.Machine;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.CodeDigest;
import io.gatherbench.run.jdk.TargetJdk;
import io.gatherbench.run.jmh.PlanRequest;
import io.gatherbench.run.jmh.Planner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Begins runs over several JDKs, and goes on with those that were interrupted. */
public final class PlanRuns {

  private PlanRuns() {}

  /**
   * Begins a run.
   *
   * @param run identifies it
   * @param folder one that is there, without a run
   * @throws UnusableInputException if what is asked for cannot be measured
   * @throws IOException if the folder cannot be written
   */
  public static PlanRun begin(String run, PlanRequest request, List<Variant> arms, Path folder)
      throws UnusableInputException, IOException {
    Planner.Planned planned = Planner.plan(request, arms);
    Plan matrix =
        new Plan(
            run,
            request.arguments(),
            planned.jmh(),
            request.seed(),
            request.rounds(),
            request.shard(),
            request.limitSeconds(),
            request.costs(),
            digest(),
            BuildInfo.current().commit(),
            Machine.current(),
            hostJdk(),
            arms,
            planned.cells(),
            planned.lacking());
    return PlanRun.begin(matrix, planned.leftOut(), folder);
  }

  /**
   * Checks a request without beginning anything.
   *
   * @throws UnusableInputException if it cannot be measured
   */
  public static void check(PlanRequest request, List<Variant> arms) throws UnusableInputException {
    Planner.plan(request, arms);
  }

  /**
   * Goes on with the run in a folder.
   *
   * @param arguments the command line, without what says to go on; empty for that of the run
   * @throws UnusableInputException if there is none, or something is not what it was: the plan, the
   *     code, the machine, a JDK
   * @throws IOException if the folder cannot be written
   */
  public static PlanRun goOn(Path folder, List<String> arguments)
      throws UnusableInputException, IOException {
    Plan matrix = PlanFile.read(folder);
    if (!arguments.isEmpty() && !arguments.equals(matrix.arguments())) {
      throw changed(
          folder, "the plan", String.join(" ", matrix.arguments()), String.join(" ", arguments));
    }
    check(folder, "the code", matrix.jar(), digest());
    Machine then = matrix.machine();
    Machine now = Machine.current();
    check(folder, "the host", then.host(), now.host());
    check(folder, "the system", then.os(), now.os());
    check(folder, "the processor", then.cpu(), now.cpu());
    check(folder, "the number of cores", "" + then.cores(), "" + now.cores());
    check(folder, "the JDK that hosts the run", matrix.hostJdk(), hostJdk());
    for (Variant arm : new ArrayList<>(matrix.arms())) {
      TargetJdk jdk = probe(folder, arm);
      check(folder, "the JDK " + arm.name(), arm.jdk().vm(), jdk.vm());
    }
    return PlanRun.goOn(matrix, folder);
  }

  private static TargetJdk probe(Path folder, Variant arm) throws UnusableInputException {
    try {
      return TargetJdk.probe(arm.jdk().executable(), arm.flags());
    } catch (UnusableInputException e) {
      throw changed(folder, "the JDK " + arm.name(), arm.jdk().vm(), e.getMessage());
    }
  }

  private static void check(Path folder, String what, String then, String now)
      throws UnusableInputException {
    if (!then.equals(now)) {
      throw changed(folder, what, then, now);
    }
  }

  private static UnusableInputException changed(Path folder, String what, String then, String now) {
    return new UnusableInputException(
        "--resume",
        folder.toString(),
        "what is as it was; but "
            + what
            + " is now '"
            + now
            + "' and was '"
            + then
            + "': begin anew in another folder");
  }

  private static String digest() throws IOException {
    return CodeDigest.of(System.getProperty("java.class.path"));
  }

  private static String hostJdk() {
    return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
  }
}
