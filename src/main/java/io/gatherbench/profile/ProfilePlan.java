package io.gatherbench.profile;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.PlanRuns;
import io.gatherbench.run.jmh.Headline;
import io.gatherbench.run.jmh.JmhOptions;
import io.gatherbench.run.jmh.JmhRun;
import io.gatherbench.run.jmh.Planner;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The forks of a profiling run.
 *
 * @param items what is profiled, JDK by JDK
 * @param jmh the options of JMH, with what is profiled unless the user says otherwise
 * @param target the stub that the parameters name
 * @param leftOut what does not exist on some JDK, in words
 */
record ProfilePlan(
    List<Item> items, JmhOptions jmh, Optional<String> target, List<String> leftOut) {

  /** A cell on a JDK, under the name that it has in the report. */
  record Item(Variant variant, PlannedCell cell, String name, int repetition) {

    /** Returns the name, which a repetition has with a word more. */
    String label() {
      return repetition == 1 ? name : name + " again";
    }
  }

  private static final String BENCHMARK = "RequestCostBenchmark.gather$";
  private static final String STRATEGY = "strategy";

  /**
   * Works out the forks.
   *
   * @throws UnusableInputException if something asked for does not exist
   */
  static ProfilePlan of(ProfileRequest request, List<Variant> variants)
      throws UnusableInputException {
    TargetJdk newest = Planner.newest(variants);
    refuse(JmhOptions.parse(request.jmh()));
    JmhOptions options = JmhOptions.parse(words(request, newest));
    JmhRun run = JmhRun.of(options, List.of());
    Set<String> leftOut = new LinkedHashSet<>(run.check(newest).leftOut());
    List<PlannedCell> all = run.cells(newest);
    PlanRuns.check(run, all);
    checkPairs(request.pairs(), all);
    List<Item> items = new ArrayList<>();
    for (Variant variant : variants) {
      List<PlannedCell> there = run.cellsIfAny(variant.jdk());
      all.stream()
          .filter(cell -> there.stream().noneMatch(cell::isSameAs))
          .forEach(
              cell -> leftOut.add(name(cell, all) + ": not on JDK " + variant.jdk().version()));
      for (PlannedCell cell : there) {
        items.add(new Item(variant, cell, name(cell, all), 1));
        if (isComparedWithItself(cell, request.pairs())) {
          items.add(new Item(variant, cell, name(cell, all), 2));
        }
      }
    }
    return new ProfilePlan(List.copyOf(items), options, run.target(), List.copyOf(leftOut));
  }

  /**
   * Returns the client of each strategy, in a sentence, if strategies have different idiomatic
   * clients: a difference between strategies is then one between clients too.
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
                + ". EVENT_LOOP_AWAIT runs blocking code on the event loop's client.");
  }

  /**
   * Returns the user's words, with the gather without latency if they name no benchmark, and the
   * duration.
   */
  private static List<String> words(ProfileRequest request, TargetJdk newest)
      throws UnusableInputException {
    JmhOptions options = JmhOptions.parse(request.jmh());
    List<String> words = new ArrayList<>(request.jmh());
    if (options.getIncludes().isEmpty()) {
      words.add(0, BENCHMARK);
      if (!options.getParameter("requests").hasValue()) {
        words.addAll(List.of("-p", "requests=64"));
      }
      if (!options.getParameter(STRATEGY).hasValue()) {
        words.addAll(List.of("-p", "strategy=" + Headline.strategies(newest.feature())));
      }
    }
    long millis = request.duration().convertTo(TimeUnit.MILLISECONDS);
    words.addAll(List.of("-i", "1", "-r", millis + "ms"));
    return words;
  }

  /** Refuses what profiling has options of its own for, or what would make one fork several. */
  private static void refuse(JmhOptions options) throws UnusableInputException {
    if (options.getForkCount().hasValue()
        || options.getWarmupForkCount().hasValue()
        || options.getMeasurementIterations().hasValue()
        || options.getMeasurementTime().hasValue()) {
      throw new UnusableInputException(
          "-f, -wf, -i and -r are not for profile; allowed: --duration");
    }
    options.refuseJvmsAndFiles("profile");
    if (!options.getProfilers().isEmpty()) {
      throw new UnusableInputException("-prof is not for profile; allowed: --event, --sampler");
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

  /** Returns strategy and requests, with further parameters that tell the cell from the others. */
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
