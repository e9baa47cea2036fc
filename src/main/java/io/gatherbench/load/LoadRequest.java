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
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.delay.Latency;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** Shares of what all sustain, in per cent. */
  private static final List<Integer> SHARES = List.of(10, 25, 50, 75, 90);

  /** What JVM, connections and warm-up take, about. */
  private static final double START_SECONDS = 20;

  /** What a search takes, in durations: a dozen runs of a quarter, and their waiting. */
  private static final double SEARCH_DURATIONS = 4;

  /** Where the search begins. */
  private static final int FIRST_RATE = 500;

  /** Returns whether a plan is one of a search, or of measurements at given rates. */
  public static boolean isOf(Plan plan) {
    return plan.cells().get(0).benchmark().startsWith(BENCHMARK);
  }

  /** Returns whether a plan is one of a search. */
  public static boolean isSearch(Plan plan) {
    return plan.cells().get(0).benchmark().equals(SEARCH);
  }

  /** Reads rates such as {@code 1000/s}. */
  public static List<Integer> rates(List<String> given) throws UnusableInputException {
    List<Integer> rates = new ArrayList<>();
    for (String rate : given) {
      if (!rate.matches("[1-9]\\d{0,5}/s")) {
        throw new UnusableInputException("--rate", rate, "arrivals a second, 1/s to 999999/s");
      }
      rates.add(Integer.valueOf(rate.replace("/s", "")));
    }
    return rates.stream().distinct().toList();
  }

  /**
   * Makes the plan of the measurements at the rates that were given; without any that of the
   * search, with one fork of each line on each JDK.
   */
  public Plan first(List<Variant> variants) throws UnusableInputException, IOException {
    return rates.isEmpty()
        ? plan("sustain", variants, settings.withRounds(1), List.of(FIRST_RATE))
        : plan("measure", variants, settings, rates);
  }

  /** Returns how long the measurements after a search are foreseen to take, in seconds. */
  public double foreseenSeconds(Plan search) {
    return search.forks().size() * settings.rounds() * foreseenSeconds(SHARES.size());
  }

  private double foreseenSeconds(double durations) {
    return START_SECONDS + durations * Latency.parse(parameters.get("duration")).nanos() / 1e9;
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
    for (CellSummary cell : cells) {
      if (cell.forks().isEmpty() || Collections.min(cell.forks()) < 1) {
        String line = cell.column(STRATEGY) + " over " + cell.column("client");
        String allowed = "what every line can meet; " + line + " sustained no rate";
        throw new UnusableInputException("--slo", cell.column("slo"), allowed);
      }
    }
    List<Integer> common = shares(cells, false);
    List<Integer> ofLesson = shares(cells, true);
    List<Integer> more = common.size() > ofLesson.size() ? common : ofLesson;
    return plan("measure", variants, settings, more)
        .withCells(
            cell ->
                atRates(
                    cell,
                    cell.parameters().get(STRATEGY).equals(LESSON.name()) ? ofLesson : common));
  }

  private static boolean isLesson(CellSummary cell) {
    return cell.column(STRATEGY).equals(LESSON.name());
  }

  /** Returns shares of the lowest rate that the lesson, or all others, sustain on all JDKs. */
  private static List<Integer> shares(List<CellSummary> cells, boolean lesson) {
    double lowest =
        cells.stream()
            .filter(cell -> isLesson(cell) == lesson)
            .flatMapToDouble(cell -> cell.forks().stream().mapToDouble(Double::doubleValue))
            .min()
            .orElse(0);
    return SHARES.stream()
        .map(percent -> (int) Math.max(1, Math.round(percent * lowest / 100)))
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
    for (String own : List.of("rate", "slo", "duration", "connections", "timeout")) {
      if (user.getParameter(own).hasValue()) {
        throw new UnusableInputException("-p " + own + " is not for load; allowed: --" + own);
      }
    }
    words.addAll(List.of("-i", Integer.toString(ofEachFork.size())));
    words.addAll(List.of("-p", "rate=" + text(ofEachFork)));
    parameters.forEach((name, value) -> words.addAll(List.of("-p", name + "=" + value)));
    String benchmark = "^" + (BENCHMARK + method).replace(".", "\\.") + "$";
    Plan checked;
    try {
      checked =
          PlanRuns.plan(new PlanRequest(arguments, benchmark, words, plan, false, false), variants);
    } catch (UnusableInputException e) {
      throw e.ofOption(parameters.keySet());
    }
    double seconds =
        foreseenSeconds(method.equals("sustain") ? SEARCH_DURATIONS : ofEachFork.size());
    return checked.withCells(c -> new PlannedCell(c.benchmark(), c.parameters(), seconds));
  }
}
