package io.gatherbench.profile;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.profile.ProfileRequest.Sampler;
import io.gatherbench.results.Metric;
import io.gatherbench.results.ParameterText;
import io.gatherbench.results.Row;
import io.gatherbench.results.Validity;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rows of one fork, which has one iteration or failed. */
record ForkRows(List<Row> rows) {

  /** Picks the rows of a fork; the fork without a profiler has no sampler. */
  static ForkRows of(List<Row> all, PlannedCell cell, int round, Optional<Sampler> sampler) {
    Map<String, String> rest = new TreeMap<>(cell.parameters());
    sampler.ifPresent(profiler -> rest.put("prof", profiler.jmhName()));
    String strategy = rest.getOrDefault("strategy", "");
    rest.computeIfPresent(
        "client",
        (name, client) ->
            strategy.isEmpty()
                ? client
                : Compatibility.clientName(Strategy.valueOf(strategy), client));
    List<String> columns = new ArrayList<>(List.of(Row.shortName(cell.benchmark())));
    for (String column : List.of("strategy", "client", "requests", "latency")) {
      columns.add(Objects.requireNonNullElse(rest.remove(column), ""));
    }
    return new ForkRows(
        all.stream()
            .filter(row -> row.fork() == round && columns.equals(columns(row)))
            .filter(row -> rest.equals(parameters(row, rest)))
            .toList());
  }

  private static List<String> columns(Row row) {
    return List.of(row.benchmark(), row.strategy(), row.client(), row.requests(), row.latency());
  }

  /** Returns the parameters of a row, without JMH's number of threads, which cells do not name. */
  private static Map<String, String> parameters(Row row, Map<String, String> cell) {
    Map<String, String> parameters = ParameterText.parse(row.params());
    if (!cell.containsKey("threads")) {
      parameters.remove("threads");
    }
    return parameters;
  }

  boolean failed() {
    return rows.stream().noneMatch(row -> row.iteration() > 0);
  }

  double value(Metric metric) {
    return row(metric).map(Row::value).orElse(Double.NaN);
  }

  /** Returns the row with the median time, or without one that with JMH's score. */
  Optional<Row> score() {
    return Stream.of(Metric.TIME_P50, Metric.TIME, Metric.THROUGHPUT)
        .flatMap(metric -> row(metric).stream())
        .findFirst();
  }

  /** Returns why the fork failed or its work is void; empty if neither. */
  String remark() {
    return rows.isEmpty()
        ? "no iteration was measured"
        : rows.stream()
            .map(Row::validity)
            .filter(validity -> validity.kind().compareTo(Validity.Kind.FLAGGED) > 0)
            .map(
                validity ->
                    failed() && validity.kind() == Validity.Kind.VOID
                        ? "the " + validity.reason()
                        : validity.toString())
            .findFirst()
            .orElse("");
  }

  private Optional<Row> row(Metric metric) {
    return rows.stream().filter(row -> row.iteration() > 0 && row.is(metric)).findFirst();
  }
}
