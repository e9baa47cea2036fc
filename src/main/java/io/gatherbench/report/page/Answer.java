package io.gatherbench.report.page;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.CellSummary.Standing;
import io.gatherbench.compare.Verdict;
import io.gatherbench.report.text.EstimateText;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.results.Metric;
import io.gatherbench.stats.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The answer for one situation: a benchmark on a JDK with one number of requests and one latency.
 *
 * @param fastest the strategy with the best score
 * @param close others that these rows cannot tell from it
 * @param tooFew others with too few forks for a verdict
 * @param slower others that are slower, the best first
 * @param cheapest of the fastest and those close to it the one with the least processor time; the
 *     fastest itself where rows lack the processor time of one of them
 */
record Answer(
    CellSummary fastest,
    List<CellSummary> close,
    List<CellSummary> tooFew,
    List<CellSummary> slower,
    CellSummary cheapest) {

  /** The rules by which answers are found, as the report states them. */
  static final List<String> RULES =
      List.of(
          "A fork is one fresh JVM; its value is the median of its iterations. Forks with a void"
              + " iteration enter nothing.",
          "The fastest has the best geometric mean over forks, with a 95 % interval between forks.",
          "Another strategy is slower if the interval of its ratio to the fastest (Welch, on the"
              + " logarithmic scale) lies wholly beyond 3 %, and that holds after Holm's correction"
              + " over all such ratios of the report. Else these rows cannot tell it from the"
              + " fastest, which does not say that they are the same.",
          "With fewer than "
              + Verdict.FORKS_FOR_A_VERDICT
              + " forks on a side there is a ratio and no verdict.",
          "The cheapest takes the least processor time a request, among the fastest and those that"
              + " cannot be told from it.");

  /** Returns the answers that cells give, in their order. */
  static List<Answer> of(List<CellSummary> cells, ReportNames names) {
    return cells.stream()
        .filter(cell -> cell.standing().isPresent())
        .collect(
            Collectors.groupingBy(
                cell ->
                    List.of(
                        names.benchmark(cell),
                        names.jdk(cell),
                        cell.column("latency"),
                        cell.column("requests")),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .flatMap(rivals -> of(rivals).stream())
        .toList();
  }

  private static Optional<Answer> of(List<CellSummary> rivals) {
    return rivals.stream()
        .filter(cell -> standing(cell).fastest())
        .findFirst()
        .map(
            fastest -> {
              List<CellSummary> close = others(fastest, rivals, Standing::tied);
              return new Answer(
                  fastest,
                  close,
                  others(fastest, rivals, place -> place.verdict() == Verdict.TOO_FEW),
                  others(fastest, rivals, place -> place.verdict() == Verdict.SLOWER),
                  cheapest(fastest, close));
            });
  }

  private static List<CellSummary> others(
      CellSummary fastest, List<CellSummary> rivals, Predicate<Standing> place) {
    return rivals.stream()
        .filter(cell -> !cell.equals(fastest) && place.test(standing(cell)))
        .sorted(
            Comparator.comparingDouble(cell -> Math.abs(Math.log(standing(cell).ratio().value()))))
        .toList();
  }

  private static Standing standing(CellSummary cell) {
    return cell.standing().orElseThrow();
  }

  private static CellSummary cheapest(CellSummary fastest, List<CellSummary> close) {
    List<CellSummary> candidates = Stream.concat(Stream.of(fastest), close.stream()).toList();
    return candidates.stream().allMatch(cell -> cpu(cell).isPresent())
        ? candidates.stream()
            .min(Comparator.comparingDouble(cell -> cpu(cell).orElseThrow().value()))
            .orElse(fastest)
        : fastest;
  }

  /** Returns the situation as a phrase. */
  String situation(ReportNames names) {
    List<String> parts = new ArrayList<>();
    String requests = fastest.column("requests");
    if (!requests.isEmpty()) {
      parts.add(requests + (requests.equals("1") ? " request" : " requests"));
    }
    if (!fastest.column("latency").isEmpty()) {
      parts.add("of " + fastest.column("latency"));
    }
    parts.add("on JDK " + names.jdk(fastest));
    return String.join(" ", parts);
  }

  /** Returns the answer in words. */
  String sentence(ReportNames names) {
    StringBuilder text = new StringBuilder(names.strategy(fastest)).append(" is fastest: ");
    text.append(score(fastest));
    if (!fastest.column("strategy").equals("SEQUENTIAL")) {
      fastest
          .speedUp()
          .map(EstimateText::ratio)
          .ifPresent(
              ratio -> text.append(", ").append(ratio).append(" times as fast as SEQUENTIAL"));
    }
    if (cpu(fastest).isPresent()) {
      text.append(", ").append(micros(fastest)).append(" of processor time a request");
    }
    text.append('.').append(list(" Cannot be told from it: ", close, names));
    if (!close.isEmpty() && cpu(cheapest).isPresent()) {
      text.append(" Cheapest of these: ").append(names.strategy(cheapest));
      text.append(cheapest.equals(fastest) ? "." : " with " + micros(cheapest) + ".");
    }
    return text.append(list(" Slower: ", slower, names))
        .append(list(" Too few forks for a verdict: ", tooFew, names))
        .toString();
  }

  /** Returns a cell's score with its unit, in the digits that its interval supports. */
  static String score(CellSummary cell) {
    return cell.score().map(known -> EstimateText.reach(known, cell.unit())).orElse("void");
  }

  private static Optional<Estimate> cpu(CellSummary cell) {
    return cell.estimate(Metric.CPU_PER_REQUEST);
  }

  private static String micros(CellSummary cell) {
    return Numbers.cost(cpu(cell).orElseThrow().value()) + " µs";
  }

  private static String list(String heading, List<CellSummary> cells, ReportNames names) {
    return cells.isEmpty()
        ? ""
        : cells.stream()
            .map(c -> names.strategy(c) + " " + EstimateText.ratio(standing(c).ratio()))
            .collect(Collectors.joining(", ", heading, "."));
  }
}
