package io.gatherbench.report.page;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Verdict;
import io.gatherbench.report.text.EstimateText;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.results.Metric;
import io.gatherbench.stats.Ratio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer for one situation: a benchmark on a JDK with so many requests that take so long.
 *
 * @param benchmark what is measured
 * @param jdk on what
 * @param latency of the stub, as given
 * @param requests in a gather, as given
 * @param fastest the strategy with the best score
 * @param withinNoise others that cannot be told from it
 * @param tooFew others with too few forks to say
 * @param slower others that are slower beyond doubt and threshold, the best first
 * @param cheapest of the fastest and those within noise of it, the one with the least processor
 *     time; the fastest itself where rows do not tell of all of them
 */
record Answer(
    String benchmark,
    String jdk,
    String latency,
    String requests,
    CellSummary fastest,
    List<CellSummary> withinNoise,
    List<CellSummary> tooFew,
    List<CellSummary> slower,
    CellSummary cheapest) {

  /** How answers come about, as the report states it. */
  static final List<String> RULES =
      List.of(
          "A fork is one fresh JVM; its value is the median of its iterations. Forks with a void"
              + " iteration enter nothing.",
          "The fastest has the best geometric mean over forks, with a 95 % interval between forks.",
          "Another strategy is slower if the interval of its ratio to the fastest (Welch, on the"
              + " logarithmic scale) lies wholly beyond 3 %, and that holds after Holm's correction"
              + " over all such ratios of the report. Else it is within noise of the fastest.",
          "With fewer than "
              + Verdict.FORKS_FOR_A_VERDICT
              + " forks on a side nothing is said beyond the ratio.",
          "The cheapest is the one that takes the least processor time a request, among the fastest"
              + " and those within noise of it.");

  /** The answers that cells give, in their order. */
  static List<Answer> of(List<CellSummary> cells, ReportNames names) {
    Map<List<String>, List<CellSummary>> situations = new LinkedHashMap<>();
    for (CellSummary cell : cells) {
      if (cell.standing().isPresent()) {
        List<String> key =
            List.of(
                names.benchmark(cell),
                names.jdk(cell),
                cell.column("latency"),
                cell.column("requests"));
        situations.computeIfAbsent(key, none -> new ArrayList<>()).add(cell);
      }
    }
    List<Answer> answers = new ArrayList<>();
    situations.forEach((key, rivals) -> answer(key, rivals).ifPresent(answers::add));
    return answers;
  }

  private static Optional<Answer> answer(List<String> key, List<CellSummary> rivals) {
    return rivals.stream()
        .filter(cell -> cell.standing().orElseThrow().fastest())
        .findFirst()
        .map(
            fastest -> {
              List<CellSummary> others = new ArrayList<>(rivals);
              others.remove(fastest);
              others.sort(
                  Comparator.comparingDouble(
                      cell -> Math.abs(Math.log(cell.standing().orElseThrow().ratio().value()))));
              List<CellSummary> noise =
                  others.stream().filter(c -> c.standing().orElseThrow().tied()).toList();
              return new Answer(
                  key.get(0),
                  key.get(1),
                  key.get(2),
                  key.get(3),
                  fastest,
                  noise,
                  outcome(others, Verdict.TOO_FEW),
                  outcome(others, Verdict.SLOWER),
                  cheapest(fastest, noise));
            });
  }

  private static List<CellSummary> outcome(List<CellSummary> cells, Verdict outcome) {
    return cells.stream().filter(c -> c.standing().orElseThrow().verdict() == outcome).toList();
  }

  private static CellSummary cheapest(CellSummary fastest, List<CellSummary> noise) {
    List<CellSummary> candidates = new ArrayList<>(noise);
    candidates.add(0, fastest);
    return candidates.stream().allMatch(cell -> cell.estimate(Metric.CPU_PER_REQUEST).isPresent())
        ? candidates.stream()
            .min(
                Comparator.comparingDouble(
                    cell -> cell.estimate(Metric.CPU_PER_REQUEST).orElseThrow().value()))
            .orElse(fastest)
        : fastest;
  }

  /** The situation as a phrase. */
  String situation() {
    List<String> parts = new ArrayList<>();
    if (!requests.isEmpty()) {
      parts.add(requests + (requests.equals("1") ? " request" : " requests"));
    }
    if (!latency.isEmpty()) {
      parts.add("of " + latency);
    }
    parts.add((parts.isEmpty() ? "" : "on ") + "JDK " + jdk);
    return String.join(" ", parts);
  }

  /** The answer in words. */
  String sentence(ReportNames names) {
    StringBuilder text = new StringBuilder(names.strategy(fastest)).append(" is fastest: ");
    text.append(score(fastest));
    Optional<Ratio> speedUp = fastest.speedUp();
    if (speedUp.isPresent() && !fastest.column("strategy").equals("SEQUENTIAL")) {
      text.append(", ")
          .append(EstimateText.ratio(speedUp.get()))
          .append(" times as fast as SEQUENTIAL");
    }
    if (fastest.estimate(Metric.CPU_PER_REQUEST).isPresent()) {
      text.append(", ").append(cpu(fastest)).append(" of processor time a request");
    }
    text.append('.');
    if (!withinNoise.isEmpty()) {
      text.append(" Within noise of it: ").append(list(withinNoise, names)).append('.');
      if (cheapest.estimate(Metric.CPU_PER_REQUEST).isPresent()) {
        text.append(" Cheapest of these: ").append(names.strategy(cheapest));
        text.append(cheapest.equals(fastest) ? "." : " with " + cpu(cheapest) + ".");
      }
    }
    if (!slower.isEmpty()) {
      text.append(" Slower: ").append(list(slower, names)).append('.');
    }
    if (!tooFew.isEmpty()) {
      text.append(" Too few forks to say of: ").append(list(tooFew, names)).append('.');
    }
    return text.toString();
  }

  /** A cell's score with its unit, and the digits that its interval supports. */
  static String score(CellSummary cell) {
    return cell.score().map(known -> EstimateText.reach(known, cell.unit())).orElse("void");
  }

  private static String cpu(CellSummary cell) {
    return Numbers.cost(cell.estimate(Metric.CPU_PER_REQUEST).orElseThrow().value()) + " µs";
  }

  private static String list(List<CellSummary> cells, ReportNames names) {
    return String.join(
        ", ",
        cells.stream()
            .map(
                c ->
                    names.strategy(c)
                        + " "
                        + EstimateText.ratio(c.standing().orElseThrow().ratio()))
            .toList());
  }
}
