package io.gatherbench.compare;

import io.gatherbench.results.Row;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the rows of any one cell amount to. A fork with a void iteration is void as a whole and
 * enters no estimate; a fork's value is the median of its iterations' values.
 *
 * @param columns what the cell is: benchmark, strategy, client, requests, latency, and each of the
 *     remaining parameters, by name
 * @param metric what the estimate is of: {@code time_p50} if there are percentiles, else {@code
 *     time} or {@code throughput}
 * @param unit of the estimate
 * @param estimate empty if no fork is usable
 * @param means of every metric the mean over forks
 * @param voidForks how many forks are void
 * @param reasons why forks are void or flagged, each once, as {@link
 *     io.gatherbench.results.Validity#toString} says it
 */
public record MeasuredCell(
    Map<String, String> columns,
    String metric,
    String unit,
    Optional<Estimate> estimate,
    Map<String, Double> means,
    int voidForks,
    List<String> reasons) {

  private static final List<String> SCORES = List.of("time_p50", "time", "throughput");

  /** The mean of a metric over forks. */
  public OptionalDouble mean(String name) {
    return means.containsKey(name) ? OptionalDouble.of(means.get(name)) : OptionalDouble.empty();
  }

  /** All cells, in the order of the rows; those of the ruler are none. */
  public static List<MeasuredCell> of(List<Row> rows) {
    Map<Map<String, String>, ForkValues> forks = new LinkedHashMap<>();
    for (Row row : rows) {
      if (!row.isCalibration()) {
        forks.computeIfAbsent(columns(row), key -> new ForkValues(metric -> true)).add(row);
      }
    }
    List<MeasuredCell> cells = new ArrayList<>();
    forks.forEach((columns, values) -> cells.add(of(columns, values)));
    return cells;
  }

  private static MeasuredCell of(Map<String, String> columns, ForkValues forks) {
    String metric = SCORES.stream().filter(forks.metrics()::contains).findFirst().orElse("time");
    double[] values = forks.values(metric, Sample::median);
    boolean usable = values.length > 0 && Arrays.stream(values).allMatch(value -> value > 0);
    Map<String, Double> means = new LinkedHashMap<>();
    for (String name : forks.metrics()) {
      Arrays.stream(forks.values(name, Sample::median))
          .average()
          .ifPresent(mean -> means.put(name, mean));
    }
    return new MeasuredCell(
        columns,
        metric,
        forks.unit(metric).orElse(""),
        usable ? Optional.of(Estimate.of(values)) : Optional.empty(),
        means,
        forks.voidForks(),
        forks.reasons());
  }

  private static Map<String, String> columns(Row row) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("benchmark", row.benchmark());
    columns.put("strategy", row.strategy());
    columns.put("client", row.client());
    columns.put("requests", row.requests());
    columns.put("latency", row.latency());
    for (String parameter : row.params().split(";")) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        columns.put(parameter.substring(0, equals), parameter.substring(equals + 1));
      }
    }
    columns.put("mode", row.mode());
    return columns;
  }
}
