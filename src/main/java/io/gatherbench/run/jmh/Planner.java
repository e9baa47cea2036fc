package io.gatherbench.run.jmh;

import io.gatherbench.plan.Cell;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.TargetJdk;
import io.gatherbench.strategy.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Works out what a run over several JDKs measures: the cells, and which arm lacks which. */
public final class Planner {

  private static final String HEADLINE = "headline";
  private static final String FULL = "full";

  /**
   * What is measured.
   *
   * @param cells on some arm
   * @param lacking for each arm's name, the indices of cells that it lacks
   * @param leftOut what no arm, or not every arm has, and what takes too long, in words
   * @param jmh the command line for JMH
   */
  public record Planned(
      List<PlannedCell> cells,
      Map<String, Set<Integer>> lacking,
      List<String> leftOut,
      List<String> jmh) {}

  private Planner() {}

  /**
   * Checks a request against what the arms have.
   *
   * @throws UnusableInputException if it cannot be measured
   */
  public static Planned plan(PlanRequest request, List<Variant> arms)
      throws UnusableInputException {
    Variant newest =
        arms.stream().max(Comparator.comparingInt(arm -> arm.jdk().feature())).orElseThrow();
    List<String> jmh = new ArrayList<>();
    jmh.add(regularExpression(request.plan()));
    jmh.addAll(request.jmh());
    if (request.plan().equals(HEADLINE)) {
      jmh.addAll(headlineParameters(JmhRun.parse(request.jmh()), newest.jdk()));
    }
    CommandLineOptions options = JmhRun.parse(jmh);
    refuseWhatArmsSay(options);
    JmhRun run = JmhRun.of(options, jmh, List.of());
    run.check(newest.jdk());
    Set<String> leftOut = new TreeSet<>();
    List<PlannedCell> all = new ArrayList<>();
    for (PlannedCell cell : run.cells(newest.jdk())) {
      if (request.plan().equals(HEADLINE) && tooLong(cell)) {
        leftOut.add(cell + ": its bound is over " + HeadlinePlan.LONGEST_BOUND_MILLIS / 1e3 + " s");
      } else {
        all.add(cell);
      }
    }
    List<PlannedCell> cells = request.shard().of(all);
    if (cells.isEmpty()) {
      throw new UnusableInputException(
          "--shard",
          request.shard().toString(),
          "parts of " + all.size() + " cells, so at most " + all.size());
    }
    Map<String, Set<Integer>> lacking = new LinkedHashMap<>();
    for (Variant arm : arms) {
      lacking.put(arm.name(), lacking(cells, cellsOf(run, arm)));
      String names =
          lacking.get(arm.name()).stream()
              .map(cell -> cells.get(cell).parameters().getOrDefault("strategy", "some cells"))
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      if (!names.isEmpty()) {
        leftOut.add(arm.name() + " lacks " + names);
      }
    }
    return new Planned(List.copyOf(cells), lacking, List.copyOf(leftOut), List.copyOf(jmh));
  }

  private static String regularExpression(String plan) {
    if (plan.equals(HEADLINE)) {
      return "^" + Pattern.quote(HeadlinePlan.BENCHMARK) + "$";
    }
    return plan.equals(FULL) ? ".*" : plan;
  }

  /** What the headline plan measures, less what the user says otherwise. */
  private static List<String> headlineParameters(CommandLineOptions user, TargetJdk newest) {
    List<String> parameters = new ArrayList<>();
    if (!user.getParameter("strategy").hasValue()) {
      String strategies =
          HeadlinePlan.STRATEGIES.stream()
              .filter(strategy -> strategy.minimumJdk() <= newest.feature())
              .map(Enum::name)
              .collect(Collectors.joining(","));
      parameters.addAll(List.of("-p", "strategy=" + strategies));
    }
    if (!user.getParameter("requests").hasValue()) {
      parameters.addAll(List.of("-p", "requests=" + HeadlinePlan.requests()));
    }
    if (!user.getParameter("latency").hasValue()) {
      parameters.addAll(List.of("-p", "latency=" + HeadlinePlan.LATENCY));
    }
    return parameters;
  }

  private static boolean tooLong(PlannedCell cell) {
    Cell headline =
        new Cell(
            Strategy.valueOf(cell.parameters().get("strategy")),
            Integer.parseInt(cell.parameters().get("requests")),
            cell.parameters().get("latency"));
    return headline.boundMillis() > HeadlinePlan.LONGEST_BOUND_MILLIS;
  }

  /** What this run has other options for. */
  private static void refuseWhatArmsSay(CommandLineOptions options) throws UnusableInputException {
    if (options.getIncludes().size() > 1) {
      throw new UnusableInputException(
          "argument", options.getIncludes().get(1), "options; benchmarks are named with --plan");
    }
    if (options.getForkCount().hasValue() || options.getWarmupForkCount().hasValue()) {
      throw new UnusableInputException("-f or -wf is not for jdks; allowed: --rounds");
    }
    if (options.getJvm().hasValue()
        || options.getJvmArgs().hasValue()
        || options.getJvmArgsAppend().hasValue()
        || options.getJvmArgsPrepend().hasValue()) {
      throw new UnusableInputException(
          "-jvm and -jvmArgs are not for jdks; allowed: --jdk 'name=PATH flags'");
    }
    if (options.getResult().hasValue()
        || options.getResultFormat().hasValue()
        || options.getOutput().hasValue()) {
      throw new UnusableInputException("-rf, -rff and -o are not for jdks; allowed: --out FOLDER");
    }
  }

  private static List<PlannedCell> cellsOf(JmhRun run, Variant arm) {
    try {
      return run.cells(arm.jdk());
    } catch (UnusableInputException e) {
      // Nothing of what is asked for exists on this one: all of its cells stay empty.
      return List.of();
    }
  }

  private static Set<Integer> lacking(List<PlannedCell> cells, List<PlannedCell> has) {
    Set<Integer> lacking = new HashSet<>();
    for (int i = 0; i < cells.size(); i++) {
      PlannedCell cell = cells.get(i);
      if (has.stream().noneMatch(cell::isSameAs)) {
        lacking.add(i);
      }
    }
    return lacking;
  }
}
