package io.gatherbench.load;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.PlanRuns;
import io.gatherbench.run.jmh.JmhOptions;
import io.gatherbench.run.jmh.PlanRequest;
import io.gatherbench.run.jmh.Planner;
import io.gatherbench.strategy.Strategy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.options.Options;

/**
 * A request to measure strategies at equal rates of arrivals, and the plans that it becomes.
 *
 * @param arguments the command line, by which a run is recognised when it is resumed
 * @param jmh what is JMH's of the command line
 * @param parameters of the benchmark, by name, as options set them
 * @param rates arrivals a second to measure at; empty for shares of what all sustain
 */
public record LoadRequest(
    List<String> arguments,
    List<String> jmh,
    Map<String, String> parameters,
    List<Integer> rates,
    PlanSettings settings) {

  private static final String BENCHMARK = "io.gatherbench.benchmark.load.LoadBenchmark.";
  private static final String SEARCH = BENCHMARK + "sustain";
  private static final String STRATEGY = "strategy";

  /** One server with a queue: what it sustains is so little that it sets no common rates. */
  private static final Strategy LESSON = Strategy.SEQUENTIAL;

  private static final List<Strategy> STRATEGIES =
      List.of(
          LESSON,
          Strategy.THREAD_POOL,
          Strategy.VIRTUAL_THREADS,
          Strategy.EVENT_LOOP,
          Strategy.COMPLETABLE_FUTURE);

  /** Shares of what all sustain, in per cent. */
  private static final List<Integer> SHARES = List.of(10, 25, 50, 75, 90);

  /** Where the search begins. */
  private static final int FIRST_RATE = 500;

  /** Returns whether a plan is one of a search. */
  public static boolean isSearch(Plan plan) {
    return plan.cells().get(0).benchmark().equals(SEARCH);
  }

  /** Makes the plan of the search: one fork of each line on each JDK. */
  public Plan search(List<Variant> variants) throws UnusableInputException, IOException {
    return plan("sustain", variants, settings.withRounds(1), List.of(FIRST_RATE));
  }

  /** Makes the plan of the measurements at the rates that were given. */
  public Plan measurements(List<Variant> variants) throws UnusableInputException, IOException {
    return plan("measure", variants, settings, rates);
  }

  /**
   * Makes the plan of the measurements at shares of what all lines of a search sustain on all JDKs.
   *
   * @param found the rows of the search
   * @throws UnusableInputException if a line sustains no rate
   */
  public Plan measurements(List<Variant> variants, List<Row> found)
      throws UnusableInputException, IOException {
    List<CellSummary> cells = CellAggregator.summaries(found);
    List<Integer> common = shares(lowest(cells, false));
    List<Integer> ofLesson = shares(lowest(cells, true));
    Plan plan = plan("measure", variants, settings, common);
    return plan.withCells(
        cell ->
            cell.parameters().get(STRATEGY).equals(LESSON.name()) ? atRates(cell, ofLesson) : cell);
  }

  /**
   * Returns the lowest of the rates sustained, of the lesson or of the others, if there are any.
   */
  private static double lowest(List<CellSummary> cells, boolean lesson)
      throws UnusableInputException {
    double lowest = Double.MAX_VALUE;
    boolean both = cells.stream().map(LoadRequest::isLesson).distinct().count() > 1;
    for (CellSummary cell : cells) {
      OptionalDouble rate = cell.forks().stream().mapToDouble(Double::doubleValue).min();
      String line = cell.column(STRATEGY) + " over " + cell.column("client");
      if (rate.isEmpty() || rate.getAsDouble() < 1) {
        throw new UnusableInputException(
            "--slo",
            cell.column("slo"),
            "what every line can meet; " + line + " sustained no rate: " + cell.reasons());
      }
      if (!both || isLesson(cell) == lesson) {
        lowest = Math.min(lowest, rate.getAsDouble());
      }
    }
    return lowest;
  }

  private static boolean isLesson(CellSummary cell) {
    return cell.column(STRATEGY).equals(LESSON.name());
  }

  private static List<Integer> shares(double sustained) {
    return SHARES.stream()
        .map(percent -> (int) Math.max(1, Math.round(percent * sustained / 100)))
        .distinct()
        .toList();
  }

  private static PlannedCell atRates(PlannedCell cell, List<Integer> rates) {
    Map<String, String> parameters = new HashMap<>(cell.parameters());
    parameters.put("rate", text(rates));
    return new PlannedCell(cell.benchmark(), parameters, cell.foreseenSeconds());
  }

  private static String text(List<Integer> rates) {
    return rates.stream().map(String::valueOf).collect(Collectors.joining("+")) + "/s";
  }

  private Plan plan(
      String method, List<Variant> variants, PlanSettings plan, List<Integer> ofEachFork)
      throws UnusableInputException, IOException {
    Options user = JmhOptions.parse(jmh);
    List<String> words = new ArrayList<>(jmh);
    words.addAll(List.of("-i", Integer.toString(ofEachFork.size())));
    words.addAll(List.of("-p", "rate=" + text(ofEachFork)));
    parameters.forEach((name, value) -> words.addAll(List.of("-p", name + "=" + value)));
    if (!user.getParameter(STRATEGY).hasValue()) {
      words.addAll(List.of("-p", STRATEGY + "=" + strategies(variants)));
    }
    String benchmark = "^" + (BENCHMARK + method).replace(".", "\\.") + "$";
    return PlanRuns.plan(
        new PlanRequest(arguments, benchmark, words, plan, false, false), variants);
  }

  private static String strategies(List<Variant> variants) {
    int feature = Planner.newest(variants).feature();
    return STRATEGIES.stream()
        .filter(strategy -> strategy.minimumJdk() <= feature)
        .map(Strategy::name)
        .collect(Collectors.joining(","));
  }
}
