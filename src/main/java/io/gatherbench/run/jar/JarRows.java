package io.gatherbench.run.jar;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.results.ForkRule;
import io.gatherbench.results.Json;
import io.gatherbench.results.Metric;
import io.gatherbench.results.ParameterText;
import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.Validity;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows of one fork that another program's JMH ran.
 *
 * @param fork which fork of its cell and variant, from 1
 * @param parameters what else tells its cell from others
 */
record JarRows(RunInfo info, int fork, Map<String, String> parameters) {

  /**
   * Returns the rows of JMH's result. Over 3.5 % of the compiler, as far as its share is known, the
   * fork is flagged, at its last iteration.
   */
  List<Row> measured(List<Row> result, OptionalDouble compilerPercent) {
    Metric share = Metric.COMPILER_SHARE;
    Validity fork = ForkRule.settled(compilerPercent.orElse(0));
    Row last = result.stream().reduce((a, b) -> b.iteration() < a.iteration() ? a : b).get();
    List<Row> rows = new ArrayList<>();
    for (Row row : result) {
      Validity validity = row.iteration() == last.iteration() ? fork : Validity.VALID;
      rows.add(row(row, row.metric(), row.value(), row.unit(), validity));
    }
    compilerPercent.ifPresent(
        percent -> rows.add(row(last, share.id(), percent, share.unit(), fork)));
    return rows;
  }

  /** Returns the rows of a fork that failed: void, and without a value. */
  List<Row> failed(List<Row> nothing, String cause) {
    // A semicolon would part it into two reasons.
    Validity validity = Validity.voided("fork failed: " + cause.replace(';', ','));
    return nothing.stream()
        .map(row -> row(row, row.metric(), row.value(), row.unit(), validity))
        .toList();
  }

  /** Returns the result that JMH would have written of a cell if it had measured no value. */
  static String nothing(PlannedCell cell, int threads) {
    Map<String, String> params =
        cell.parameters().entrySet().stream()
            .filter(parameter -> !parameter.getKey().equals(JmhJar.MODE))
            .collect(Collectors.toMap(p -> JmhJar.name(p.getKey()), Map.Entry::getValue));
    Map<String, ?> entry =
        Map.of(
            "benchmark",
            cell.benchmark(),
            "mode",
            cell.parameters().get(JmhJar.MODE),
            "threads",
            threads,
            "params",
            params,
            "primaryMetric",
            Map.of("score", "NaN", "scoreUnit", "ms/op"));
    return Json.text(List.of(entry));
  }

  /** Returns a row of JMH's as one of the plan's, without what all forks of the plan share. */
  private Row row(Row row, String metric, double value, String unit, Validity validity) {
    Map<String, String> params = new TreeMap<>(ParameterText.parse(row.params()));
    params.keySet().removeAll(ParameterText.JMH_SETTINGS);
    params.putAll(parameters);
    return new Row(
        info,
        OffsetDateTime.now(),
        row.benchmark(),
        row.strategy(),
        row.client(),
        row.requests(),
        row.latency(),
        ParameterText.of(params),
        row.mode(),
        fork,
        row.iteration(),
        metric,
        value,
        unit,
        validity);
  }
}
