package io.gatherbench.run.jar;

import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Shard;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.BuildInfo;
import io.gatherbench.results.Machine;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.CodeDigest;
import io.gatherbench.run.jmh.JmhOptions;
import io.gatherbench.run.jmh.PlanRequest;
import io.gatherbench.run.jmh.Planner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes plans of the benchmarks of other programs' jars. */
public final class JarPlanner {

  /** Option of jdks that names a jar. */
  private static final String OF_JDKS = "--jar";

  private final Map<String, JmhJar> jars = new LinkedHashMap<>();
  private final Map<String, List<PlannedCell>> cellsByJar = new LinkedHashMap<>();
  private final List<PlannedCell> cells;

  /** What is left out of the cells, a line each. */
  private final List<String> lines = new ArrayList<>();

  private JarPlanner(List<Variant> variants, JmhOptions options, Shard shard, boolean ofJdks)
      throws UnusableInputException {
    for (Variant variant : variants) {
      if (!jars.containsKey(variant.jar())) {
        // Variants of gate are named like its options.
        String option = ofJdks ? OF_JDKS : "--" + variant.name();
        JmhJar jar = JmhJar.read(option, variant.jar());
        jars.put(variant.jar(), jar);
        cellsByJar.put(variant.jar(), jar.cells(options));
      }
    }
    List<PlannedCell> usable = new ArrayList<>();
    for (PlannedCell cell : cellsByJar.values().iterator().next()) {
      boolean everywhere = cellsByJar.values().stream().allMatch(all -> has(all, cell));
      if (everywhere && jars.values().stream().anyMatch(jar -> jar.hasComma(cell))) {
        lines.add(cell + ": JMH's command line cannot name a value with a comma");
      } else if (everywhere
          && jars.values().stream().map(jar -> jar.iterations(cell, options)).distinct().count()
              > 1) {
        lines.add(
            cell + ": its iterations differ; the same for all: -wi, -w, -wbs, -i, -r and -bs");
      } else if (everywhere) {
        usable.add(cell);
      }
    }
    cells = shard.of(usable);
    variants.forEach(this::addOnlyIn);
    variants.forEach(this::addTooNew);
  }

  private static boolean has(List<PlannedCell> cells, PlannedCell cell) {
    return cells.stream().anyMatch(cell::isSameAs);
  }

  private void addOnlyIn(Variant variant) {
    List<String> only =
        cellsByJar.get(variant.jar()).stream()
            .filter(cell -> cellsByJar.values().stream().anyMatch(all -> !has(all, cell)))
            .map(PlannedCell::toString)
            .toList();
    if (!only.isEmpty()) {
      lines.add("only in " + variant.name() + ": " + JmhJar.some(only));
    }
  }

  private void addTooNew(Variant variant) {
    Set<Integer> tooNew = tooNew(variant);
    if (!tooNew.isEmpty()) {
      int release = tooNew.stream().mapToInt(i -> java(variant, i)).max().orElseThrow();
      List<String> names = tooNew.stream().map(i -> cells.get(i).toString()).toList();
      lines.add(variant.name() + " lacks what needs Java " + release + ": " + JmhJar.some(names));
    }
  }

  private int java(Variant variant, int cell) {
    return jars.get(variant.jar()).java(cells.get(cell));
  }

  /** Returns the indices of cells whose code needs a newer JDK than a variant has. */
  private Set<Integer> tooNew(Variant variant) {
    return IntStream.range(0, cells.size())
        .filter(cell -> java(variant, cell) > variant.jdk().feature())
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Makes a plan, without cells that not all jars have; refuses a request that cannot be measured.
   */
  public static Plan plan(PlanRequest request, List<Variant> variants, String run, Machine machine)
      throws UnusableInputException, IOException {
    JmhOptions options = JmhOptions.parse(request.jmh());
    options.refuseForks("jdks and gate");
    options.refuseJvmsAndFiles("jdks and gate");
    Shard shard = request.settings().shard();
    JarPlanner planner =
        new JarPlanner(variants, options, shard, request.arguments().contains(OF_JDKS));
    Map<String, Set<Integer>> lacking = new LinkedHashMap<>();
    variants.forEach(variant -> lacking.put(variant.name(), planner.tooNew(variant)));
    if (lacking.values().stream().allMatch(cells -> cells.size() == planner.cells.size())) {
      String part = shard.equals(Shard.WHOLE) ? "" : "part " + shard + " has too few cells";
      throw new UnusableInputException(
          "no benchmark can be measured: " + part + String.join("; ", planner.lines));
    }
    return new Plan(
        Plan.FORMAT,
        run,
        request.arguments(),
        request.jmh(),
        request.settings(),
        CodeDigest.with(planner.jars.keySet()),
        BuildInfo.current().commit(),
        machine,
        Planner.hostJdk(),
        variants,
        planner.cells,
        lacking,
        List.of(),
        Set.of(),
        false);
  }

  /** Returns what is not measured and why, a line each. */
  public static List<String> leftOut(Plan plan) throws UnusableInputException {
    JmhOptions options = JmhOptions.parse(plan.jmh());
    boolean ofJdks = plan.arguments().contains(OF_JDKS);
    return new JarPlanner(plan.variants(), options, plan.settings().shard(), ofJdks).lines;
  }
}
