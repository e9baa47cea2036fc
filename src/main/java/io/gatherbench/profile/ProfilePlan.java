package io.gatherbench.profile;

import io.gatherbench.plan.Fork;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Shard;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.plan.Variant;
import io.gatherbench.profile.ProfileRequest.Sampler;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.PlanRuns;
import io.gatherbench.run.jmh.Headline;
import io.gatherbench.run.jmh.JmhOptions;
import io.gatherbench.run.jmh.PlanRequest;
import io.gatherbench.run.jmh.Planner;
import java.io.IOException;
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

/** The plan of a profiling run, with a second round of the cells compared with themselves. */
public record ProfilePlan(Plan plan, ProfileRequest request) {

  private static final String BENCHMARK = "RequestCostBenchmark.gather$";
  private static final String STRATEGY = "strategy";
  private static final PlanSettings ONE_ROUND = PlanSettings.rounds(0, 1, Shard.WHOLE, 0, true);

  static ProfilePlan of(ProfileRequest request, List<String> arguments, List<Variant> variants)
      throws UnusableInputException, IOException {
    refuse(JmhOptions.parse(request.jmh()));
    List<String> words = words(request, Planner.newest(variants));
    PlanRequest planned = new PlanRequest(arguments, "", words, ONE_ROUND, true, true);
    ProfilePlan plan = new ProfilePlan(PlanRuns.plan(planned, variants), request);
    plan.checkPairs();
    return plan;
  }

  List<Fork> forks() {
    List<Fork> forks = new ArrayList<>(plan.forks());
    forks.addAll(plan.furtherRound(2, repeated()));
    return forks;
  }

  List<PlannedCell> repeated() {
    return plan.cells().stream()
        .filter(cell -> request.pairs().contains(List.of(strategy(cell), strategy(cell))))
        .toList();
  }

  /** Returns remarks on what the profilers see on each JDK, and on how strategies differ. */
  List<String> notes(Samplers samplers) {
    List<String> notes = new ArrayList<>();
    for (Variant variant : plan.variants()) {
      Sampler sampler = samplers.of(variant);
      String jdk = "JDK " + variant.name() + ": " + variant.jdk().vm();
      String why = samplers.whyNotAsync().get(variant.name());
      notes.add(jdk + ", sampled by " + sampler.label() + (why.isEmpty() ? "" : " (" + why + ")"));
      if (sampler == Sampler.JFR) {
        notes.add(
            "JFR sees Java code only: nothing of the kernel, the collector or the compiler, and no"
                + " wall clock.");
      }
      if (sampler == Sampler.JFR && request.stub()) {
        notes.add("The stub is not profiled: only async-profiler can.");
      }
    }
    if (request.events().stream().anyMatch(ProfileEvent::missesParkedVirtualThreads)) {
      notes.add("On wall and lock, virtual threads that are parked are not seen.");
    }
    clients().ifPresent(notes::add);
    return notes;
  }

  /** Returns each strategy's client, if these differ: a difference may then be the clients'. */
  Optional<String> clients() {
    Map<String, Set<String>> strategies = new LinkedHashMap<>();
    for (PlannedCell cell : plan.cells()) {
      String client = cell.parameters().get("client");
      if (client != null && !strategy(cell).isEmpty()) {
        strategies.computeIfAbsent(client, none -> new LinkedHashSet<>()).add(strategy(cell));
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

  /** Returns strategy, requests and what else tells a fork's cell from the others. */
  String label(Fork fork) {
    PlannedCell cell = cell(fork);
    StringBuilder label = new StringBuilder(cell.toString());
    cell.parameters()
        .forEach(
            (name, value) -> {
              boolean differs =
                  plan.cells().stream()
                      .filter(other -> other.benchmark().equals(cell.benchmark()))
                      .anyMatch(other -> !value.equals(other.parameters().get(name)));
              if (differs && !Set.of(STRATEGY, "client", "requests").contains(name)) {
                label.append(", ").append(name).append('=').append(value);
              }
            });
    return fork.round() == 1 ? label.toString() : label + " again";
  }

  Variant variant(Fork fork) {
    return plan.variants().get(fork.variant());
  }

  PlannedCell cell(Fork fork) {
    return plan.cells().get(fork.cell());
  }

  private static String strategy(PlannedCell cell) {
    return cell.parameters().getOrDefault(STRATEGY, "");
  }

  /** Returns the user's words with the duration, by default for the gather without latency. */
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
        words.addAll(List.of("-p", "strategy=" + Headline.strategies(options, newest.feature())));
      }
    }
    long millis = request.duration().convertTo(TimeUnit.MILLISECONDS);
    words.addAll(List.of("-i", "1", "-r", millis + "ms"));
    return words;
  }

  /** Refuses what profiling has options for, and what would make one fork several. */
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

  private void checkPairs() throws UnusableInputException {
    Set<String> strategies = new TreeSet<>();
    plan.cells().forEach(cell -> strategies.add(strategy(cell)));
    for (List<String> pair : request.pairs()) {
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
}
