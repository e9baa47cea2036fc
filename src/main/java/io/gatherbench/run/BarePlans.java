package io.gatherbench.run;

import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.BuildInfo;
import io.gatherbench.results.Machine;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.ClassPath;
import io.gatherbench.run.jdk.CodeDigest;
import io.gatherbench.run.jmh.Planner;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes plans of forks that JMH does not run. */
public final class BarePlans {

  private BarePlans() {}

  /**
   * Makes a plan.
   *
   * @param arguments the command line, by which the run is recognised when it is resumed
   * @param lacking for each variant, by its name, the indices of the cells that it does not have
   */
  public static Plan of(
      List<String> arguments,
      PlanSettings settings,
      List<Variant> variants,
      List<PlannedCell> cells,
      Map<String, Set<Integer>> lacking)
      throws UnusableInputException, IOException {
    ClassPath.check();
    return new Plan(
        Plan.FORMAT,
        Session.newRun(),
        arguments,
        List.of(),
        settings,
        CodeDigest.ofThisProcess(),
        BuildInfo.current().commit(),
        Machine.current(),
        Planner.hostJdk(),
        variants,
        cells,
        lacking,
        List.of(),
        Set.of(),
        false);
  }
}
