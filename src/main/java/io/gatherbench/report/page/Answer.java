package io.gatherbench.report.page;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.CellSummary.Standing;
import io.gatherbench.compare.Verdict;
import io.gatherbench.report.text.EstimateText;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.results.Metric;
import io.gatherbench.stats.Estimate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The answer for a benchmark on a JDK with one number of requests and one latency.
 *
 * @param close others that are not proven slower
 * @param tooFew others with too few forks for a verdict
 * @param faulty others of which too many forks are void, or one starved, for a verdict
 * @param slower the best first
 * @param cheapest the one with the least processor time among the fastest and those close to it;
 *     the fastest itself where rows lack that time
 */
record Answer(
    CellSummary fastest,
    List<CellSummary> close,
    List<CellSummary> tooFew,
    List<CellSummary> faulty,
    List<CellSummary> slower,
    CellSummary cheapest) {

  /** The rules by which answers are found, as the report states them. */
  static final List<String> RULES =
      List.of(
          "A fork is one fresh JVM; its value is the median of its iterations. Forks with a void"
              + " iteration enter nothing.",
          "The fastest has the best geometric mean over forks, with a 95 % interval between forks.",
          "Another strategy is slower if the interval of its ratio to the fastest (on the logarithmic"
              + " scale, in pairs where both have forks in the same 6 or more rounds) lies wholly"
              + " beyond 3 %, and that holds after Holm's correction over all pairs of strategies of"
              + " the report. Else it is not proven slower by more than 3 %, which does not say that"
              + " they are the same.",
          "With fewer than "
              + Verdict.FORKS_FOR_A_VERDICT
              + " forks on a side, or too many void ones, there is a ratio and no verdict.",
          "The cheapest takes the least processor time a request, among the fastest and those that"
              + " are not proven slower.");

  static List<Answer> of(List<CellSummary> cells, ReportNames names) {
    List<CellSummary> ranked = cells.stream().filter(c -> c.standing().isPresent()).toList();
    Function<CellSummary, List<String>> situation =
        cell -> List.of(names.benchmark(cell), names.jdk(cell), names.size(cell));
    return ReportNames.groups(ranked, situation).stream().map(Answer::of).toList();
  }

  private static Answer of(List<CellSummary> rivals) {
    CellSummary fastest =
        rivals.stream().filter(cell -> standing(cell).fastest()).findFirst().orElseThrow();
    List<CellSummary> others = new ArrayList<>(rivals);
    others.remove(fastest);
    others.sort(Comparator.comparingDouble(Answer::distance));
    List<CellSummary> close = others.stream().filter(cell -> standing(cell).tied()).toList();
    return new Answer(
        fastest,
        close,
        with(EnumSet.of(Verdict.TOO_FEW), others),
        with(EnumSet.of(Verdict.TOO_MANY_VOID, Verdict.STARVED), others),
        with(EnumSet.of(Verdict.SLOWER), others),
        cheapest(fastest, close));
  }

  private static List<CellSummary> with(Set<Verdict> verdicts, List<CellSummary> cells) {
    return cells.stream().filter(cell -> verdicts.contains(standing(cell).verdict())).toList();
  }

  private static Standing standing(CellSummary cell) {
    return cell.standing().orElseThrow();
  }

  private static CellSummary cheapest(CellSummary fastest, List<CellSummary> close) {
    List<CellSummary> candidates = Stream.concat(Stream.of(fastest), close.stream()).toList();
    Comparator<CellSummary> byCpu =
        Comparator.comparingDouble(cell -> cpu(cell).map(Estimate::value).orElse(0.0));
    CellSummary least = Collections.min(candidates, byCpu);
    return cpu(least).isPresent() ? least : fastest;
  }

  /** Tells whether any other strategy could be judged. */
  boolean hasVerdict() {
    return close.size() + slower.size() > 0;
  }

  /** Counts the situations in which each strategy is fastest, of those that have a verdict. */
  static List<String> tally(List<Answer> all, ReportNames names) {
    List<Answer> answers = all.stream().filter(Answer::hasVerdict).toList();
    if (answers.isEmpty()) {
      return List.of("No verdict: too few forks, or too many of them void.");
    }
    Map<String, Integer> cheapest = new HashMap<>();
    Map<String, Integer> among = new LinkedHashMap<>();
    for (Answer answer : answers) {
      cheapest.merge(names.strategy(answer.cheapest()), 1, Integer::sum);
      Stream.concat(Stream.of(answer.fastest()), answer.close().stream())
          .forEach(cell -> among.merge(names.strategy(cell), 1, Integer::sum));
    }
    String of = " of " + Report.count(answers.size(), "situation");
    boolean memory = answers.stream().allMatch(answer -> answer.fastest().isMemory());
    boolean costs = !memory && answers.stream().allMatch(a -> cpu(a.cheapest()).isPresent());
    String best =
        memory
            ? " keeps the least, or is not proven to keep over 3 % more, in "
            : " is the fastest, or not proven slower by more than 3 %, in ";
    return among.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(
            entry -> {
              String least =
                  ", and the cheapest of these in " + cheapest.getOrDefault(entry.getKey(), 0);
              return entry.getKey() + best + entry.getValue() + of + (costs ? least + "." : ".");
            })
        .toList();
  }

  /** Returns all strategies, the fastest first. */
  List<CellSummary> all() {
    return Stream.of(List.of(fastest), close, slower, tooFew, faulty)
        .flatMap(List::stream)
        .sorted(Comparator.comparingDouble(Answer::distance))
        .toList();
  }

  /** Returns how many times as long as the fastest a strategy takes; below 1 with too few forks. */
  private static double distance(CellSummary cell) {
    return cell.higherIsBetter()
        ? 1 / standing(cell).ratio().value()
        : standing(cell).ratio().value();
  }

  /** Returns how many times as long as the fastest a strategy takes, with a sign for doubt. */
  static String timesFastest(CellSummary cell) {
    Standing place = standing(cell);
    if (place.fastest()) {
      return "1";
    }
    String sign =
        switch (place.verdict()) {
          case SAME -> "≈ ";
          case UNDECIDED, TOO_FEW, TOO_MANY_VOID, STARVED -> "? ";
          default -> "";
        };
    return sign + Numbers.factor(distance(cell));
  }

  /** Returns the work, such as {@code 64 requests of 10ms}; empty if it has no size. */
  String work() {
    String requests = fastest.size();
    String latency = fastest.column("latency");
    String size =
        requests.isEmpty() || fastest.isOpenLoop()
            ? requests
            : requests.equals("1") ? "1 request" : requests + " requests";
    return (size + (latency.isEmpty() ? "" : " of " + latency)).strip();
  }

  String situation(ReportNames names) {
    return (work() + " on JDK " + names.jdk(fastest)).strip();
  }

  String sentence(ReportNames names) {
    StringBuilder text = new StringBuilder(names.strategy(fastest));
    text.append(place()).append(score(fastest));
    if (!fastest.column("strategy").equals("SEQUENTIAL") && fastest.speedUp().isPresent()) {
      String ratio = EstimateText.ratio(fastest.speedUp().get());
      text.append(", ").append(ratio).append(" times as fast as SEQUENTIAL");
    }
    if (cpu(fastest).isPresent()) {
      text.append(", ").append(micros(fastest)).append(" of processor time a request");
    }
    boolean memory = fastest.isMemory();
    String same = memory ? "to keep over 3 % more: " : "slower by more than 3 %: ";
    text.append('.').append(list(" Not proven " + same, close, names));
    if (!close.isEmpty() && cpu(cheapest).isPresent()) {
      text.append(" Cheapest of these: ").append(names.strategy(cheapest));
      text.append(cheapest.equals(fastest) ? "." : " with " + micros(cheapest) + ".");
    }
    text.append(list(memory ? " Keep more: " : " Slower: ", slower, names));
    boolean looked = tooFew.stream().anyMatch(cell -> cell.looks().isPresent());
    String needed = looked ? "" : " (" + Verdict.FORKS_FOR_A_VERDICT + " needed)";
    text.append(list(" No verdict for want of forks" + needed + ": ", tooFew, names));
    return text + list(" Too many void or starved forks for a verdict: ", faulty, names);
  }

  /** Returns what the rows say of the fastest: that it is, only where all others are decided. */
  private String place() {
    boolean decided =
        Stream.of(close, tooFew, faulty)
            .flatMap(List::stream)
            .allMatch(cell -> standing(cell).verdict().decided());
    if (decided && !fastest.isOpenLoop()) {
      return fastest.isMemory() ? " keeps the least: " : " is fastest: ";
    }
    boolean best = Stream.of(tooFew, faulty).flatMap(List::stream).allMatch(c -> distance(c) >= 1);
    String what = fastest.isOpenLoop() ? "median response time" : median() ? "median" : "value";
    return " has the %s %s%s: "
        .formatted(
            fastest.higherIsBetter() ? "highest" : "lowest",
            what,
            best ? "" : " of those with forks enough");
  }

  private boolean median() {
    return fastest.metric().equals(Metric.TIME_P50.id());
  }

  static String score(CellSummary cell) {
    return cell.score()
        .map(known -> EstimateText.reach(known, cell.unit()))
        .orElse(cell.withoutScore());
  }

  private static Optional<Estimate> cpu(CellSummary cell) {
    return cell.estimate(Metric.CPU_PER_REQUEST);
  }

  private static String micros(CellSummary cell) {
    return EstimateText.cost(cell, Metric.CPU_PER_REQUEST, 1) + " µs";
  }

  private static String list(String heading, List<CellSummary> cells, ReportNames names) {
    return cells.isEmpty()
        ? ""
        : cells.stream()
            .map(c -> names.strategy(c) + " " + EstimateText.ratio(standing(c).ratio()))
            .collect(Collectors.joining(", ", heading, "."));
  }
}
