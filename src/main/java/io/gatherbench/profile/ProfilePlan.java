package io.gatherbench.profile;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.TargetJdk;
import io.gatherbench.run.jmh.HeadlinePlan;
import io.gatherbench.run.jmh.JmhRun;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * The forks of a profiling run.
 *
 * @param items what is profiled, JDK by JDK
 * @param jmh the command line for JMH, with what is profiled unless the user says otherwise
 * @param leftOut what does not exist on some JDK, in words
 */
record ProfilePlan(List<Item> items, List<String> jmh, List<String> leftOut) {

  /** A cell on a JDK, under the name that it has in the report. */
  record Item(Variant arm, PlannedCell cell, String name, int repetition) {}

  private static final String BENCHMARK = "RequestCostBenchmark.gather$";
  private static final String STRATEGY = "strategy";

  /**
   * Works out the forks.
   *
   * @throws UnusableInputException if something asked for does not exist
   */
  static ProfilePlan of(ProfileRequest request, List<Variant> arms) throws UnusableInputException {
    Variant newest =
        arms.stream().max(Comparator.comparingInt(arm -> arm.jdk().feature())).orElseThrow();
    List<String> jmh = words(request.jmh(), newest.jdk());
    CommandLineOptions options = JmhRun.parse(jmh);
    refuse(options);
    JmhRun run = JmhRun.of(options, jmh, List.of());
    Set<String> leftOut = new LinkedHashSet<>(run.check(newest.jdk()).leftOut());
    List<PlannedCell> all = run.cells(newest.jdk());
    checkPairs(request.pairs(), all);
    List<Item> items = new ArrayList<>();
    for (Variant arm : arms) {
      List<PlannedCell> there = cells(run, arm);
      all.stream()
          .filter(cell -> there.stream().noneMatch(cell::isSameAs))
          .forEach(cell -> leftOut.add(name(cell, all) + ": not on JDK " + arm.jdk().version()));
      for (PlannedCell cell : there) {
        items.add(new Item(arm, cell, name(cell, all), 1));
        if (isComparedWithItself(cell, request.pairs())) {
          items.add(new Item(arm, cell, name(cell, all), 2));
        }
      }
    }
    return new ProfilePlan(List.copyOf(items), jmh, List.copyOf(leftOut));
  }

  /**
   * Which client each strategy has, where they are left with those that they are idiomatic with and
   * these differ: then a difference between strategies is one between clients too.
   */
  Optional<String> clients() {
    Map<String, Set<String>> strategies = new LinkedHashMap<>();
    for (Item item : items) {
      String strategy = item.cell().parameters().getOrDefault(STRATEGY, "");
      if (Compatibility.IDIOMATIC.equals(item.cell().parameters().get("client"))
          && !strategy.isEmpty()) {
        String client =
            Compatibility.clientName(Strategy.valueOf(strategy), Compatibility.IDIOMATIC);
        strategies.computeIfAbsent(client, none -> new LinkedHashSet<>()).add(strategy);
      }
    }
    return strategies.size() < 2
        ? Optional.empty()
        : Optional.of(
            "Clients differ: "
                + strategies.entrySet().stream()
                    .map(client -> client.getKey() + " of " + String.join(", ", client.getValue()))
                    .collect(Collectors.joining("; "))
                + ". With -p client=VERTX all have one.");
  }

  /** The user's words; the gather without latency where they name no benchmark. */
  private static List<String> words(List<String> user, TargetJdk newest)
      throws UnusableInputException {
    CommandLineOptions options = JmhRun.parse(user);
    if (!options.getIncludes().isEmpty()) {
      return user;
    }
    List<String> words = new ArrayList<>(List.of(BENCHMARK));
    words.addAll(user);
    if (!options.getParameter("requests").hasValue()) {
      words.addAll(List.of("-p", "requests=64"));
    }
    if (!options.getParameter(STRATEGY).hasValue()) {
      String strategies =
          HeadlinePlan.STRATEGIES.stream()
              .filter(strategy -> strategy.minimumJdk() <= newest.feature())
              .map(Strategy::name)
              .collect(Collectors.joining(","));
      words.addAll(List.of("-p", "strategy=" + strategies));
    }
    return words;
  }

  /** What profiling has options of its own for, or what would make one fork several. */
  private static void refuse(CommandLineOptions options) throws UnusableInputException {
    if (options.getForkCount().hasValue()
        || options.getWarmupForkCount().hasValue()
        || options.getMeasurementIterations().hasValue()
        || options.getMeasurementTime().hasValue()) {
      throw new UnusableInputException(
          "-f, -wf, -i and -r are not for profile; allowed: --duration");
    }
    if (options.getJvm().hasValue()
        || options.getJvmArgs().hasValue()
        || options.getJvmArgsAppend().hasValue()
        || options.getJvmArgsPrepend().hasValue()) {
      throw new UnusableInputException(
          "-jvm and -jvmArgs are not for profile; allowed: --jdk 'name=PATH flags'");
    }
    if (options.getResult().hasValue()
        || options.getResultFormat().hasValue()
        || options.getOutput().hasValue()) {
      throw new UnusableInputException(
          "-rf, -rff and -o are not for profile; allowed: --out FOLDER");
    }
    if (!options.getProfilers().isEmpty()) {
      throw new UnusableInputException("-prof is not for profile; allowed: --event, --sampler");
    }
  }

  private static List<PlannedCell> cells(JmhRun run, Variant arm) {
    try {
      return run.cells(arm.jdk());
    } catch (UnusableInputException e) {
      // Nothing of what is asked for exists on this one.
      return List.of();
    }
  }

  private static void checkPairs(List<List<String>> pairs, List<PlannedCell> cells)
      throws UnusableInputException {
    Set<String> strategies = new TreeSet<>();
    cells.forEach(cell -> strategies.add(cell.parameters().getOrDefault(STRATEGY, "")));
    for (List<String> pair : pairs) {
      if (!strategies.containsAll(pair)) {
        throw new UnusableInputException(
            "--diff",
            String.join(",", pair),
            "two of the strategies that are profiled"
                + " (those with virtual threads need JDK 21 or later): "
                + String.join(", ", strategies));
      }
    }
  }

  private static boolean isComparedWithItself(PlannedCell cell, List<List<String>> pairs) {
    String strategy = cell.parameters().getOrDefault(STRATEGY, "");
    return pairs.stream().anyMatch(pair -> pair.equals(List.of(strategy, strategy)));
  }

  /** Strategy and requests, and whatever else it takes to tell a cell from the others. */
  private static String name(PlannedCell cell, List<PlannedCell> all) {
    StringBuilder name = new StringBuilder(cell.toString());
    for (Map.Entry<String, String> parameter : cell.parameters().entrySet()) {
      boolean told = Set.of(STRATEGY, "requests").contains(parameter.getKey());
      boolean differs =
          all.stream()
              .filter(other -> other.benchmark().equals(cell.benchmark()))
              .anyMatch(
                  other ->
                      !parameter.getValue().equals(other.parameters().get(parameter.getKey())));
      if (!told && differs) {
        name.append(", ").append(parameter.getKey()).append('=').append(parameter.getValue());
      }
    }
    return name.toString();
  }
}
