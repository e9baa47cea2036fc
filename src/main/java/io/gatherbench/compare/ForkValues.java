package io.gatherbench.compare;

import io.gatherbench.plan.Fork;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.Validity;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The forks of one cell, read row by row. A fork with a void iteration is void as a whole, one with
 * a starved one has starved; one that has fewer than half of the iterations that the others have
 * was cut short. None of them has values. Not thread-safe.
 */
final class ForkValues {

  /** A fork is known by its run and its number there. */
  private record ForkId(String run, int number) {

    /** Returns its round: what forks of the variants of one plan have in common. */
    String round() {
      return plan() + "#" + number;
    }

    String plan() {
      return planOf(run);
    }
  }

  private static final Pattern PERCENTILES = Pattern.compile("(time|response)_(p\\d+|max)");

  private final Predicate<String> wanted;
  private final Map<ForkId, Iterations> forks = new LinkedHashMap<>();
  private final Set<String> reasons = new LinkedHashSet<>();
  private final Map<String, String> units = new LinkedHashMap<>();
  private ForkId lastId;
  private Iterations lastFork;

  ForkValues(Predicate<String> wanted) {
    this.wanted = wanted;
  }

  /** Returns no forks, and why. */
  static ForkValues none(String reason) {
    ForkValues none = new ForkValues(metric -> false);
    none.reasons.add(reason);
    return none;
  }

  /** Adds a row; throws if the fork has that iteration's value already, or another unit. */
  void add(Row row) {
    Validity.Kind kind = row.validity().kind();
    addReasons(row.validity());
    if (row.fork() == Fork.COUNTING && kind.compareTo(Validity.Kind.FLAGGED) > 0) {
      return; // It is beside those that measure, whose numbers are no worse for it.
    }
    ForkId id = new ForkId(row.info().run(), row.fork());
    if (!id.equals(lastId)) {
      lastFork = forks.computeIfAbsent(id, key -> new Iterations());
      lastId = id;
    }
    lastFork.worst = Collections.max(List.of(lastFork.worst, kind));
    if (Double.isNaN(row.value()) || !wanted.test(row.metric())) {
      return;
    }
    checkUnit(row.metric(), row.unit());
    units.putIfAbsent(row.metric(), row.unit());
    Values values = lastFork.metrics.computeIfAbsent(row.metric(), absent -> new Values());
    if (!values.add(row.iteration(), row.value())) {
      throw new IllegalStateException(
          "fork %d, iteration %d, %s is there twice"
              .formatted(row.fork(), row.iteration(), row.metric()));
    }
  }

  /** Adds each reason of a row as a remark of its own. */
  private void addReasons(Validity verdict) {
    Arrays.stream(verdict.reason().split("; "))
        .filter(reason -> !reason.isEmpty())
        .forEach(reason -> reasons.add(new Validity(verdict.kind(), reason).toString()));
  }

  /**
   * Adds the forks of another file, but those that are there already with the same values; returns
   * the number of these. Throws if one is there with others, or if units differ.
   */
  int addAll(ForkValues more) {
    more.units.forEach(this::checkUnit);
    more.forks.forEach(
        (id, fork) -> {
          if (!forks.getOrDefault(id, fork).isSameAs(fork)) {
            throw new IllegalStateException(
                "fork " + id.number() + " of run " + id.run() + " is there twice");
          }
        });
    int all = count() + more.count();
    more.forks.forEach(forks::putIfAbsent);
    more.units.forEach(units::putIfAbsent);
    reasons.addAll(more.reasons);
    return all - count();
  }

  private void checkUnit(String metric, String unit) {
    String known = units.getOrDefault(metric, unit);
    if (!known.equals(unit)) {
      throw new IllegalStateException("units of " + metric + " are " + known + " and " + unit);
    }
  }

  /** Tells whether metrics of {@link Metric} have its units. */
  boolean hasOwnUnits() {
    return units.entrySet().stream()
        .allMatch(
            u -> Metric.of(u.getKey()).map(Metric::unit).orElse(u.getValue()).equals(u.getValue()));
  }

  /** Returns the metrics that have values, in the order of the rows. */
  Set<String> metrics() {
    return units.keySet();
  }

  Optional<String> unit(String metric) {
    return Optional.ofNullable(units.get(metric));
  }

  /** Returns the name of a run without that of the variant. */
  static String planOf(String run) {
    return run.replaceFirst("#.*", "");
  }

  Set<String> plans() {
    return forks.keySet().stream().map(ForkId::plan).collect(Collectors.toSet());
  }

  /**
   * Returns one value for each usable fork by its round, over its iterations: of percentiles the
   * median, else the mean. Two forks of one round are told apart by their runs' full names.
   */
  Map<String, Double> values(String metric) {
    boolean percentile = PERCENTILES.matcher(metric).matches();
    ToDoubleFunction<double[]> summary =
        percentile ? iterations -> StatUtils.percentile(iterations, 50) : StatUtils::mean;
    int most = iterations(metric);
    boolean unique = forks.keySet().stream().map(ForkId::round).distinct().count() == forks.size();
    Map<String, Double> values = new LinkedHashMap<>();
    forks.forEach(
        (id, fork) -> {
          if (fork.isUsable(metric, most)) {
            double value = summary.applyAsDouble(fork.values(metric).toArray());
            values.put(unique ? id.round() : id.toString(), value);
          }
        });
    return values;
  }

  /** Tells whether a usable fork has fewer values than a percentile needs. */
  boolean isShortOf(Metric percentile) {
    int most = iterations(percentile.id());
    return forks.values().stream()
        .filter(fork -> fork.isUsable(percentile.id(), most))
        .map(fork -> fork.values(percentile.counted().id()))
        .anyMatch(n -> n != null && StatUtils.sum(n.toArray()) < percentile.leastValues());
  }

  /** Returns the forks of some rounds, and the void ones. */
  ForkValues ofRounds(Set<String> rounds) {
    ForkValues some = new ForkValues(wanted);
    forks.forEach(
        (id, fork) -> {
          if (fork.hasNoValues() || rounds.contains(id.round())) {
            some.forks.put(id, fork);
          }
        });
    some.reasons.addAll(reasons);
    some.units.putAll(units);
    return some;
  }

  /** Returns the number of iterations of the fork that has the most. */
  int iterations(String metric) {
    return forks.values().stream().mapToInt(fork -> fork.iterations(metric)).max().orElse(0);
  }

  /** Returns the number of forks cut short; those that never had the metric do not count. */
  int cutShort(String metric) {
    int most = iterations(metric);
    return (int)
        forks.values().stream()
            .filter(fork -> !fork.hasNoValues() && fork.iterations(metric) > 0)
            .filter(fork -> !fork.isUsable(metric, most))
            .count();
  }

  /** Returns the last value of a metric, void forks' values among them. */
  OptionalDouble last(Metric metric) {
    return forks.values().stream()
        .map(fork -> fork.values(metric.id()))
        .filter(Objects::nonNull)
        .mapToDouble(Values::last)
        .reduce((first, second) -> second);
  }

  /** Returns the number of forks that are void, or that starved. */
  int without(Validity.Kind worst) {
    return (int) forks.values().stream().filter(fork -> fork.worst == worst).count();
  }

  /** Returns why forks are not valid, each once, in the form of {@link Validity#toString}. */
  List<String> reasons() {
    return List.copyOf(reasons);
  }

  int count() {
    return forks.size();
  }

  private static final class Iterations {

    private final Map<String, Values> metrics = new HashMap<>(4);

    /** Of all rows; what is valid counts as flagged, because values are the same. */
    private Validity.Kind worst = Validity.Kind.FLAGGED;

    boolean hasNoValues() {
      return worst != Validity.Kind.FLAGGED;
    }

    /** Returns the values of a metric, or null. */
    Values values(String metric) {
      return metrics.get(metric);
    }

    int iterations(String metric) {
      Values values = values(metric);
      return values == null ? 0 : values.count;
    }

    /** Tells whether it has at least half of the most iterations, none is void, and it ran on. */
    boolean isUsable(String metric, int most) {
      return !hasNoValues() && iterations(metric) > 0 && 2 * iterations(metric) >= most;
    }

    boolean isSameAs(Iterations other) {
      return worst == other.worst
          && metrics.keySet().equals(other.metrics.keySet())
          && metrics.keySet().stream().allMatch(name -> values(name).isSameAs(other.values(name)));
    }
  }

  /** A metric's values in the iterations of one fork, in arrays because there may be very many. */
  private static final class Values {

    private int[] iterations = new int[2];
    private double[] values = new double[2];
    private int count;

    /** Adds a value; returns false if the iteration has one already. */
    boolean add(int iteration, double value) {
      boolean ascending = count == 0 || iteration > iterations[count - 1];
      if (!ascending && IntStream.range(0, count).anyMatch(i -> iterations[i] == iteration)) {
        return false;
      }
      if (count == values.length) {
        iterations = Arrays.copyOf(iterations, 2 * count);
        values = Arrays.copyOf(values, 2 * count);
      }
      iterations[count] = iteration;
      values[count++] = value;
      return true;
    }

    boolean isSameAs(Values other) {
      return Arrays.equals(iterations, 0, count, other.iterations, 0, other.count)
          && Arrays.equals(values, 0, count, other.values, 0, other.count);
    }

    double last() {
      return values[count - 1];
    }

    double[] toArray() {
      return Arrays.copyOf(values, count);
    }
  }
}
