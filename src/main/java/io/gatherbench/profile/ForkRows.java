package io.gatherbench.profile;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.profile.ProfileRequest.Sampler;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.Validity;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.Strategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of one fork, which has one iteration or failed. */
record ForkRows(List<Row> rows) {

  /**
   * Picks the rows of a fork.
   *
   * @param all those of its variant
   * @param sampler its profiler; empty for the fork without one
   */
  static ForkRows of(List<Row> all, PlannedCell cell, int round, Optional<Sampler> sampler) {
    Map<String, String> rest = new TreeMap<>(cell.parameters());
    List<String> columns =
        Stream.of("strategy", "client", "requests", "latency")
            .map(name -> Optional.ofNullable(rest.remove(name)).orElse(""))
            .toList();
    String strategy = columns.get(0);
    String client =
        strategy.isEmpty() || columns.get(1).isEmpty()
            ? columns.get(1)
            : Compatibility.clientName(Strategy.valueOf(strategy), columns.get(1));
    sampler.ifPresent(profiler -> rest.put("prof", profiler.jmhName()));
    String params = rest.entrySet().stream().map(Object::toString).collect(Collectors.joining(";"));
    return new ForkRows(
        all.stream()
            .filter(row -> row.fork() == round && row.params().equals(params))
            .filter(row -> row.benchmark().equals(Row.shortName(cell.benchmark())))
            .filter(row -> row.strategy().equals(strategy) && row.client().equals(client))
            .filter(row -> row.requests().equals(columns.get(2)))
            .filter(row -> row.latency().equals(columns.get(3)))
            .toList());
  }

  boolean failed() {
    return rows.stream().noneMatch(row -> row.iteration() > 0);
  }

  /** Returns a metric's value; NaN if it was not measured. */
  double value(Metric metric) {
    return row(metric).map(Row::value).orElse(Double.NaN);
  }

  /** Returns the row with the median time where there is one, else with JMH's score. */
  Optional<Row> score() {
    return Stream.of(Metric.TIME_P50, Metric.TIME, Metric.THROUGHPUT)
        .flatMap(metric -> row(metric).stream())
        .findFirst();
  }

  /** Returns why the fork failed, or why its work is void; empty if neither. */
  String remark() {
    return rows.isEmpty()
        ? "no iteration was measured"
        : rows.stream()
            .map(Row::validity)
            .filter(validity -> validity.kind() == Validity.Kind.VOID)
            .map(validity -> failed() ? "the " + validity.reason() : validity.toString())
            .findFirst()
            .orElse("");
  }

  private Optional<Row> row(Metric metric) {
    return rows.stream().filter(row -> row.iteration() > 0 && row.is(metric)).findFirst();
  }
}
