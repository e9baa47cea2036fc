package io.gatherbench.report.text;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.CellSummary.Standing;
import io.gatherbench.compare.Verdict;
import io.gatherbench.results.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The headline plan's answer in sentences: what is fastest for how many requests, what is not
 * decided, and what the library adds.
 *
 * @param cells ranked, of one JDK
 * @param otherClient the client of a cell, such as {@code APACHE} or {@code JDK with executor
 *     virtual}; empty if its strategy is idiomatic with it
 */
public record HeadlineAnswer(List<CellSummary> cells, Function<CellSummary, String> otherClient) {

  private static final List<String> LIMITS = List.of("poolSize", "maxInFlight");

  /** Returns whether the cells are of one benchmark that gathers, in otherwise equal conditions. */
  public boolean isOfOneSituation() {
    return cells.size() > 1
        && cells.stream().allMatch(cell -> cell.column("requests").matches("\\d+"))
        && cells.stream().allMatch(cell -> cell.unit().equals("ms") && !cell.isOpenLoop())
        && cells.stream()
                .map(cell -> new HashMap<>(cell.columns()))
                .peek(columns -> columns.keySet().removeAll(CellAggregator.OF_THE_STRATEGY))
                .peek(columns -> columns.remove("requests"))
                .distinct()
                .count()
            == 1;
  }

  /**
   * Returns a sentence for each number of requests, and one on libraries; none if none is ranked.
   */
  public List<String> sentences() {
    Map<Integer, List<CellSummary>> byRequests = new TreeMap<>();
    cells.stream()
        .filter(cell -> cell.standing().isPresent())
        .forEach(
            cell ->
                byRequests
                    .computeIfAbsent(
                        Integer.valueOf(cell.column("requests")), key -> new ArrayList<>())
                    .add(cell));
    List<String> sentences = new ArrayList<>();
    byRequests.forEach((requests, rivals) -> sentences.add(fastest(requests, rivals)));
    List<String> library = new ArrayList<>();
    byRequests.forEach((requests, rivals) -> library.addAll(library(requests, rivals)));
    if (!library.isEmpty()) {
      sentences.add("What the library adds: " + String.join("; ", library) + ".");
    }
    return sentences;
  }

  private String fastest(int requests, List<CellSummary> rivals) {
    CellSummary best =
        rivals.stream().filter(cell -> standing(cell).fastest()).findFirst().orElseThrow();
    String speedUp =
        best.speedUp()
            .filter(ratio -> !best.column("strategy").equals("SEQUENTIAL"))
            .map(ratio -> ", " + Numbers.factor(ratio.value()) + " × as fast as SEQUENTIAL")
            .orElse("");
    String beginning =
        Numbers.fixed(requests, 0) + (requests == 1 ? " request: " : " requests: ") + name(best);
    List<CellSummary> others = rivals.stream().filter(cell -> cell != best).toList();
    if (others.stream().allMatch(cell -> standing(cell).verdict() == Verdict.TOO_FEW)) {
      return beginning + " has the lowest median, " + median(best) + "; " + noVerdict(rivals) + ".";
    }
    boolean decided = others.stream().allMatch(cell -> standing(cell).verdict().decided());
    boolean lowest = others.stream().allMatch(cell -> score(cell) >= score(best));
    String open =
        lowest ? " has the lowest median, " : " has the lowest median with forks enough, ";
    return beginning
        + (decided ? " is fastest, " : open)
        + median(best)
        + speedUp
        + list("; within 3 % of it: ", others, verdict -> verdict == Verdict.SAME)
        + list("; not decided against it: ", others, verdict -> !verdict.decided())
        + list("; slower: ", others, verdict -> verdict == Verdict.SLOWER)
        + ".";
  }

  private static String noVerdict(List<CellSummary> rivals) {
    int least = rivals.stream().mapToInt(cell -> cell.forks().size()).min().orElse(0);
    return least < Verdict.FORKS_FOR_A_VERDICT
        ? "no verdict: %d fork%s, %d needed"
            .formatted(least, least == 1 ? "" : "s", Verdict.FORKS_FOR_A_VERDICT)
        : "no verdict before the first look at it";
  }

  private String list(String heading, List<CellSummary> cells, Predicate<Verdict> wanted) {
    List<String> names =
        cells.stream()
            .filter(cell -> wanted.test(standing(cell).verdict()))
            .map(this::name)
            .toList();
    return names.isEmpty() ? "" : heading + String.join(", ", names);
  }

  /** Returns, for each strategy over two clients, how much more the idiomatic one takes. */
  private List<String> library(int requests, List<CellSummary> rivals) {
    return rivals.stream()
        .filter(cell -> !otherClient.apply(cell).isEmpty())
        .flatMap(
            other ->
                rivals.stream()
                    .filter(cell -> cell.column("strategy").equals(other.column("strategy")))
                    .filter(cell -> otherClient.apply(cell).isEmpty())
                    .filter(cell -> limits(cell).equals(limits(other)))
                    .map(own -> library(requests, own, other, otherClient.apply(other))))
        .collect(Collectors.toList());
  }

  private static String library(
      int requests, CellSummary own, CellSummary other, String otherName) {
    Optional<Double> work =
        own.estimate(Metric.CPU_PER_REQUEST)
            .flatMap(
                cpu ->
                    other
                        .estimate(Metric.CPU_PER_REQUEST)
                        .map(theirs -> cpu.value() / theirs.value()));
    double time = own.score().orElseThrow().value() / other.score().orElseThrow().value();
    return "%s over %s instead of %s takes %s × the time%s at %s"
        .formatted(
            own.column("strategy"),
            own.column("client"),
            otherName,
            Numbers.factor(time),
            work.map(factor -> ", %s × the processor time".formatted(Numbers.factor(factor)))
                .orElse(""),
            Numbers.fixed(requests, 0));
  }

  private static Standing standing(CellSummary cell) {
    return cell.standing().orElseThrow();
  }

  private static double score(CellSummary cell) {
    return cell.score().orElseThrow().value();
  }

  private static String median(CellSummary cell) {
    return EstimateText.value(cell.score().orElseThrow()) + " " + EstimateText.unit(cell.unit());
  }

  private String name(CellSummary cell) {
    String client = otherClient.apply(cell);
    return cell.column("strategy")
        + (client.isEmpty() ? "" : " over " + client)
        + LIMITS.stream()
            .filter(limit -> isTold(cell, limit))
            .map(limit -> " (" + limit + " " + cell.column(limit) + ")")
            .collect(Collectors.joining());
  }

  /** Tells whether cells of the same strategy have several of a limit. */
  private boolean isTold(CellSummary cell, String limit) {
    return cells.stream()
        .filter(other -> other.column("strategy").equals(cell.column("strategy")))
        .anyMatch(other -> !other.column(limit).equals(cell.column(limit)));
  }

  private static List<String> limits(CellSummary cell) {
    return LIMITS.stream().map(cell::column).toList();
  }
}
