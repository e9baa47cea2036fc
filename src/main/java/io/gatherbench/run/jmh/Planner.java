package io.gatherbench.run.jmh;

import io.gatherbench.plan.Plan;
import io.gatherbench.plan.Plan.BoundedCell;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.BuildInfo;
import io.gatherbench.results.Machine;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.HostFlags;
import io.gatherbench.strategy.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.runner.options.Options;

/** Makes plans of a request, JMH's list of benchmarks, and what the JDKs support. */
public final class Planner {

  private static final String FULL = "full";
  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

  private Planner() {}

  /** Makes a plan; refuses a request that cannot be measured. {@code code} is a digest. */
  public static Plan plan(
      PlanRequest request, List<Variant> variants, String run, String code, Machine machine)
      throws UnusableInputException {
    TargetJdk newest = newest(variants);
    boolean headline = request.benchmarks().equals(Headline.NAME);
    List<String> words = new ArrayList<>();
    if (!request.benchmarks().isEmpty()) {
      refuse(JmhOptions.parse(request.jmh()));
      words.add(regularExpression(request.benchmarks()));
    }
    words.addAll(request.jmh());
    if (headline) {
      words.addAll(Headline.parameters(JmhOptions.parse(request.jmh()), newest.feature()));
    }
    JmhOptions jmhOptions = JmhOptions.parse(words);
    JmhRun jmh = new JmhRun(jmhOptions, HostFlags.NONE);
    jmh.check(newest);
    Options user = JmhOptions.parse(request.jmh());
    UnaryOperator<List<PlannedCell>> chosen =
        cells -> headline ? Headline.cells(cells, user) : cells;
    List<PlannedCell> all = new ArrayList<>();
    List<BoundedCell> boundOnly = new ArrayList<>();
    for (PlannedCell cell : chosen.apply(jmh.cells(newest))) {
      if (headline && Headline.isTooLong(cell)) {
        boundOnly.add(new BoundedCell(cell, Headline.boundMillis(cell)));
      } else {
        all.add(cell);
      }
    }
    PlanSettings requested = request.settings();
    List<PlannedCell> cells = requested.shard().of(all);
    if (cells.isEmpty()) {
      throw new UnusableInputException(
          "--shard",
          requested.shard().toString(),
          "parts of " + all.size() + " cells, so at most " + all.size());
    }
    return new Plan(
        Plan.FORMAT,
        run,
        request.arguments(),
        List.copyOf(words),
        requested.rounds() > 0 ? requested : requested.withRounds(jmh.forks()),
        code,
        BuildInfo.current().commit(),
        machine,
        hostJdk(),
        List.copyOf(variants),
        cells,
        lacking(jdk -> chosen.apply(jmh.cellsIfAny(jdk)), variants, cells),
        boundOnly,
        request.countThreads() ? indices(cells, Planner::hasVirtualThreads) : Set.of(),
        request.profiled());
  }

  /** Returns what is not measured and why, a line each: it does not exist, or is too long. */
  public static List<String> leftOut(Plan plan) throws UnusableInputException {
    if (plan.jmh().isEmpty()) {
      return List.of(); // Not a plan of JMH's: the command that made it knows.
    }
    JmhRun jmh = new JmhRun(JmhOptions.parse(plan.jmh()), HostFlags.NONE);
    List<String> lines = new ArrayList<>(jmh.check(newest(plan.variants())).leftOut());
    lines.addAll(plan.leftOut());
    return lines;
  }

  /** Returns the newest of the variants' JDKs, which has all that any of them has. */
  public static TargetJdk newest(List<Variant> variants) {
    return variants.stream()
        .map(Variant::jdk)
        .max(Comparator.comparingInt(TargetJdk::feature))
        .orElseThrow();
  }

  /** Returns the name and version of this process's JVM, which hosts runs and their stubs. */
  public static String hostJdk() {
    return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
  }

  /** Returns whether a cell's strategy starts virtual threads. */
  public static boolean hasVirtualThreads(PlannedCell cell) {
    String strategy = cell.parameters().getOrDefault("strategy", "");
    return Arrays.stream(Strategy.values())
        .filter(known -> known.name().equals(strategy))
        .anyMatch(known -> known.minimumJdk() >= FIRST_WITH_VIRTUAL_THREADS);
  }

  private static Set<Integer> indices(List<PlannedCell> cells, Predicate<PlannedCell> wanted) {
    return IntStream.range(0, cells.size())
        .filter(i -> wanted.test(cells.get(i)))
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String regularExpression(String benchmarks) {
    if (benchmarks.equals(Headline.NAME)) {
      return "^" + Pattern.quote(Headline.BENCHMARK) + "$";
    }
    return benchmarks.equals(FULL) ? ".*" : benchmarks;
  }

  /** Refuses JMH options that a plan has options of its own for. */
  private static void refuse(JmhOptions options) throws UnusableInputException {
    if (!options.getIncludes().isEmpty()) {
      throw new UnusableInputException(
          "argument", options.getIncludes().get(0), "options; benchmarks are named with --plan");
    }
    options.refuseForks("jdks");
    options.refuseJvmsAndFiles("jdks");
  }

  private static Map<String, Set<Integer>> lacking(
      Function<TargetJdk, List<PlannedCell>> cellsOf,
      List<Variant> variants,
      List<PlannedCell> cells) {
    Map<String, Set<Integer>> lacking = new LinkedHashMap<>();
    for (Variant variant : variants) {
      List<PlannedCell> has = cellsOf.apply(variant.jdk());
      lacking.put(variant.name(), indices(cells, cell -> has.stream().noneMatch(cell::isSameAs)));
    }
    return lacking;
  }
}
