package io.gatherbench.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.gatherbench.plan.Fork.Purpose;
import io.gatherbench.results.Machine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The forks of a run, and everything that must be the same when the run is resumed.
 *
 * @param run identifies the run
 * @param arguments the command line that made the plan
 * @param jmh the part of it that is JMH's
 * @param code digest of the code that is run
 * @param hostJdk what hosts the run and the stub
 * @param lacking for each variant, by its name, the indices of the cells that it cannot run
 * @param boundOnly cells that would take too long to measure, of which the bound is shown
 * @param countedCells indices of the cells whose virtual threads are counted once
 * @param profiled whether each fork that measures is followed by one with a profiler
 */
public record Plan(
    @JsonProperty("gatherbench_plan") int format,
    String run,
    List<String> arguments,
    List<String> jmh,
    PlanSettings settings,
    String code,
    String commit,
    Machine machine,
    String hostJdk,
    List<Variant> variants,
    List<PlannedCell> cells,
    Map<String, Set<Integer>> lacking,
    List<BoundedCell> boundOnly,
    Set<Integer> countedCells,
    boolean profiled) {

  /** The current version of the file format. */
  public static final int FORMAT = 5;

  /** A cell that is not measured, and its bound for one operation. */
  public record BoundedCell(PlannedCell cell, double boundMillis) {}

  /**
   * Returns all forks in an order that is always the same for one plan. In each round every cell
   * comes once, shuffled anew, and its variants, also shuffled, follow one another: a machine that
   * drifts changes all of them alike. Forks that count threads come last, or, where cells are
   * profiled, directly after the cell's others.
   */
  public List<Fork> forks() {
    Random random = new Random(settings.seed());
    List<Fork> forks = new ArrayList<>();
    for (int round = 1; round <= settings.rounds(); round++) {
      forks.addAll(round(round, cells, random));
    }
    for (int cell : profiled ? Set.<Integer>of() : new TreeSet<>(countedCells)) {
      for (int variant = 0; variant < variants.size(); variant++) {
        if (has(variant, cell)) {
          forks.add(Fork.counting(cell, variant));
        }
      }
    }
    return forks;
  }

  /** Returns whether the forks run the benchmarks of other programs, by JMH of their own. */
  public boolean ofOtherJars() {
    return variants.stream().noneMatch(variant -> variant.jar().isEmpty());
  }

  /** Returns the same plan with other settings. */
  public Plan withSettings(PlanSettings others) {
    return with(others, cells);
  }

  /** Returns the same plan with each cell changed. */
  public Plan withCells(UnaryOperator<PlannedCell> change) {
    return with(settings, cells.stream().map(change).toList());
  }

  private Plan with(PlanSettings otherSettings, List<PlannedCell> otherCells) {
    return new Plan(
        format,
        run,
        arguments,
        jmh,
        otherSettings,
        code,
        commit,
        machine,
        hostJdk,
        variants,
        otherCells,
        lacking,
        boundOnly,
        countedCells,
        profiled);
  }

  /** Returns the forks of a further round of some cells, always the same for one plan. */
  public List<Fork> furtherRound(int round, Collection<PlannedCell> some) {
    return round(round, some, new Random(settings.seed() + round));
  }

  /**
   * Returns the number of comparisons: each cell on each variant with the first that has it. On one
   * variant it is that of the pairs of strategies that do the same work.
   */
  public int comparisons() {
    if (variants.size() > 1) {
      return IntStream.range(0, cells.size())
          .map(cell -> (int) IntStream.range(0, variants.size()).filter(v -> has(v, cell)).count())
          .map(having -> Math.max(0, having - 1))
          .sum();
    }
    return cells.stream()
        .collect(Collectors.groupingBy(PlannedCell::work, Collectors.counting()))
        .values()
        .stream()
        .mapToInt(rivals -> (int) (rivals * (rivals - 1) / 2))
        .sum();
  }

  /** Returns what is not measured and why, a line each. */
  public List<String> leftOut() {
    List<String> lines = new ArrayList<>();
    boundOnly.forEach(
        left -> lines.add(left.cell() + ": its bound is " + left.boundMillis() / 1e3 + " s"));
    for (Variant variant : variants) {
      String names =
          lacking.get(variant.name()).stream()
              .map(cell -> cells.get(cell).parameters().getOrDefault("strategy", "some cells"))
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      if (!names.isEmpty()) {
        lines.add(variant.name() + " lacks " + names);
      }
    }
    return lines;
  }

  private List<Fork> round(int round, Collection<PlannedCell> some, Random random) {
    List<Fork> forks = new ArrayList<>();
    for (int cell : shuffled(cells.size(), random)) {
      for (int variant : shuffled(variants.size(), random)) {
        if (has(variant, cell) && some.contains(cells.get(cell))) {
          forks.add(Fork.measuring(round, cell, variant));
          if (profiled) {
            forks.add(new Fork(round, cell, variant, Purpose.PROFILE));
          }
          if (profiled && round == 1 && countedCells.contains(cell)) {
            forks.add(new Fork(round, cell, variant, Purpose.COUNT_THREADS));
          }
        }
      }
    }
    return forks;
  }

  private boolean has(int variant, int cell) {
    return !lacking.get(variants.get(variant).name()).contains(cell);
  }

  private static List<Integer> shuffled(int count, Random random) {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(numbers, random);
    return numbers;
  }
}
