package io.gatherbench.first;

import io.gatherbench.client.adapter.Client;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.BarePlans;
import io.gatherbench.run.jmh.ParameterCheck;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.delay.Latency;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A request to start processes cold, and the plan that it becomes.
 *
 * @param arguments the command line, by which a run is recognised when it is resumed
 * @param modes how to start them, on all JDKs; empty for the usual ones
 * @param parameters of all cells: {@code requests} in a gather, {@code latency} of each, and {@code
 *     settle}, how long those processes gather that show when they have settled
 */
public record FirstRequest(
    List<String> arguments,
    List<StartMode> modes,
    Map<String, String> parameters,
    PlanSettings settings) {

  /** The benchmark's name in the rows. */
  static final String BENCHMARK = "FirstGather";

  private static final Map<Strategy, Client> LINES = new LinkedHashMap<>();

  static {
    LINES.put(Strategy.VIRTUAL_THREADS, Client.JDK);
    LINES.put(Strategy.THREAD_POOL, Client.APACHE);
    LINES.put(Strategy.EVENT_LOOP, Client.VERTX);
  }

  private static final List<StartMode> ON_ALL = List.of(StartMode.PLAIN, StartMode.ARCHIVE);

  /** The JDK that alone has the other modes, unless these are asked for. */
  private static final int WITH_ALL_MODES = 25;

  /** What a process takes with its end and its ledger, and what the writing of an archive takes. */
  private static final double START_SECONDS = 2;

  private static final double ARCHIVE_SECONDS = 6;

  /** Returns whether a plan is one of cold starts. */
  public static boolean isOf(Plan plan) {
    return plan.cells().stream().allMatch(cell -> cell.benchmark().equals(BENCHMARK));
  }

  /** Makes the plan; throws if a parameter's value is not allowed. */
  public Plan plan(List<Variant> variants) throws UnusableInputException, IOException {
    check();
    List<PlannedCell> cells = new ArrayList<>();
    Map<String, Set<Integer>> lacking = new LinkedHashMap<>();
    variants.forEach(variant -> lacking.put(variant.name(), new TreeSet<>()));
    for (Strategy strategy : LINES.keySet()) {
      for (StartMode mode : StartMode.values()) {
        List<Variant> without = variants.stream().filter(v -> !has(v, strategy, mode)).toList();
        if (without.size() < variants.size()) {
          without.forEach(variant -> lacking.get(variant.name()).add(cells.size()));
          cells.add(cell(strategy, mode));
        }
      }
    }
    return BarePlans.of(arguments, settings, variants, cells, lacking);
  }

  private void check() throws UnusableInputException {
    try {
      for (Map.Entry<String, String> given : parameters.entrySet()) {
        ParameterCheck.check(given.getKey(), List.of(given.getValue()), List.of());
      }
    } catch (UnusableInputException e) {
      throw e.ofOption(parameters.keySet());
    }
  }

  /** Returns what is not measured on some JDKs, a line each. */
  public List<String> leftOut(List<Variant> variants) {
    List<String> lines = new ArrayList<>();
    for (Variant variant : variants) {
      LINES.keySet().stream()
          .filter(strategy -> variant.jdk().feature() < strategy.minimumJdk())
          .forEach(strategy -> lines.add(variant.name() + " lacks " + strategy));
    }
    if (modes.isEmpty()) {
      lines.add(
          "start=c1 and start=https but on JDK " + WITH_ALL_MODES + ": --start has them on all");
    }
    return lines;
  }

  private boolean has(Variant variant, Strategy strategy, StartMode mode) {
    boolean usual = ON_ALL.contains(mode) || variant.jdk().feature() == WITH_ALL_MODES;
    return variant.jdk().feature() >= strategy.minimumJdk()
        && (modes.isEmpty() ? usual : modes.contains(mode));
  }

  private PlannedCell cell(Strategy strategy, StartMode mode) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.put("strategy", strategy.name());
    all.put("client", LINES.get(strategy).name());
    all.put("start", mode.id());
    double settle = Latency.parse(parameters.get("settle")).millis() / 1e3;
    double rounds = settings.rounds();
    boolean trains = mode == StartMode.ARCHIVE;
    double training = trains ? ARCHIVE_SECONDS + FirstFork.TRAINING_SHARE * settle : 0;
    double settling = Math.min(FirstFork.SETTLED_ROUNDS, rounds) * settle;
    return new PlannedCell(BENCHMARK, all, START_SECONDS + (training + settling) / rounds);
  }
}
