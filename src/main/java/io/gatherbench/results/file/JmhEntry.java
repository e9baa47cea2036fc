package io.gatherbench.results.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.Validity;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows of an entry of JMH's JSON: of its score, of percentiles and of further metrics. */
final class JmhEntry {

  private static final String RAW_DATA = "rawData";
  private static final String HISTOGRAM = "rawDataHistogram";
  private static final String UNIT = "scoreUnit";

  private static final String NOT_FINITE = "values that are not finite are left out";
  private static final String UNCOUNTED =
      "the file does not say of how many values percentiles are";
  private static final String NO_SCORE = "there is no value of the score";
  private static final String RENAMED =
      "metrics that are called like one of gatherbench's have \"secondary.\" before the name";

  private static final String ONE_FORK = " count as one, and give a ratio, but no verdict";

  /** The percentiles that rows have, by JMH's labels. */
  private static final SortedMap<String, Metric> PERCENTILES =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.of(
                  "0.50", Metric.TIME_P50,
                  "0.90", Metric.TIME_P90,
                  "0.99", Metric.TIME_P99,
                  "1.00", Metric.TIME_MAX)));

  /**
   * The middle dot that JMH before 1.34 put before the names of profilers' metrics and percentiles:
   * as it is, as what systems without it wrote in its place, or read in another encoding.
   */
  private static final String DOT = "(?:\u00b7|\\?|\ufffd|\u00c2\u00b7|\u00a1\u00a4)";

  private static final Pattern PERCENTILE =
      Pattern.compile("(?:(.*?)(?:" + DOT + "|:))?p([01]\\.\\d+)");

  private final JsonNode json;
  private final JmhCell cell;
  private final RunInfo info;
  private final OffsetDateTime written;
  private final JmhRemarks remarks;
  private final List<Row> rows = new ArrayList<>();

  private JmhEntry(
      JsonNode json, JmhCell cell, String run, OffsetDateTime written, JmhRemarks remarks) {
    this.json = json;
    this.cell = cell;
    this.info = cell.info(run);
    this.written = written;
    this.remarks = remarks;
  }

  /**
   * Returns the rows of an entry; throws {@code IllegalArgumentException} if it is none of JMH's.
   */
  static List<Row> rows(
      JsonNode json, JmhCell cell, String run, OffsetDateTime written, JmhRemarks remarks) {
    JmhEntry entry = new JmhEntry(json, cell, run, written, remarks);
    entry.addScore();
    return entry.rows;
  }

  private void addScore() {
    boolean throughput = cell.mode().equals("thrpt");
    Metric score = throughput ? Metric.THROUGHPUT : Metric.TIME;
    JsonNode primary = json.path("primaryMetric");
    JmhUnit unit = JmhUnit.ofScore(JmhCell.required(primary, UNIT), throughput);
    remarkOnForks(primary);
    add(score.id(), values(primary), unit);
    boolean histogram = isSampled() && !primary.path(HISTOGRAM).isEmpty();
    if (histogram) {
      add(
          Metric.OPERATIONS.id(),
          values(primary.path(HISTOGRAM), i -> JmhHistogram.of(i).count()),
          new JmhUnit(Metric.OPERATIONS.unit(), 1));
      PERCENTILES.forEach(
          (label, metric) -> {
            double rank = 100 * Double.parseDouble(label);
            add(
                metric.id(),
                values(primary.path(HISTOGRAM), i -> JmhHistogram.of(i).percentile(rank)),
                unit);
          });
    }
    for (Map.Entry<String, JsonNode> secondary : json.path("secondaryMetrics").properties()) {
      // JMH breaks lines after braces, also within names.
      addSecondary(
          secondary.getKey().replaceAll("\\s*\\R\\s*", ""), secondary.getValue(), histogram);
    }
    if (rows.stream().noneMatch(row -> row.is(score))) {
      remarks.add(NO_SCORE, name());
      rows.add(row(1, 0, score.id(), Double.NaN, unit.name()));
    }
  }

  private void addSecondary(String label, JsonNode metric, boolean histogram) {
    Matcher percentile = PERCENTILE.matcher(label);
    if (!percentile.matches()) {
      add(unreserved(label.replaceFirst("^" + DOT, "")), metric);
    } else if (!isOfScore(percentile.group(1))) {
      // One method of several that ran beside each other.
      add(percentile.group(1) + ":p" + percentile.group(2), metric);
    } else if (PERCENTILES.containsKey(percentile.group(2)) && isSampled() && !histogram) {
      remarks.add(UNCOUNTED, name());
      JmhUnit unit = JmhUnit.ofScore(JmhCell.text(metric, UNIT), false);
      add(PERCENTILES.get(percentile.group(2)).id(), values(metric), unit);
    }
  }

  private boolean isSampled() {
    return cell.mode().equals("sample");
  }

  private void add(String name, JsonNode metric) {
    add(name, values(metric), JmhUnit.ofSecondary(JmhCell.text(metric, UNIT)));
  }

  private boolean isOfScore(String method) {
    return method == null
        || method.isEmpty()
        || json.path("benchmark").asText().endsWith("." + method);
  }

  /** Returns a name that is none of the metrics of rows, unless gatherbench measured it. */
  private String unreserved(String name) {
    boolean own = json.path("benchmark").asText().startsWith(JmhCell.OWN_BENCHMARKS);
    if (own || Metric.of(name).isEmpty()) {
      return name;
    }
    remarks.add(RENAMED, name + " of " + name());
    return "secondary." + name;
  }

  private void add(String metric, List<List<Double>> forks, JmhUnit unit) {
    for (int fork = 0; fork < forks.size(); fork++) {
      for (int iteration = 0; iteration < forks.get(fork).size(); iteration++) {
        double value = forks.get(fork).get(iteration) * unit.factor();
        if (Double.isFinite(value)) {
          rows.add(row(fork + 1, iteration + 1, metric, value, unit.name()));
        } else if (Double.isInfinite(value)) {
          remarks.add(NOT_FINITE, metric + " of " + name() + " in fork " + (fork + 1));
        }
      }
    }
  }

  private void remarkOnForks(JsonNode primary) {
    JsonNode byFork = primary.path(primary.has(RAW_DATA) ? RAW_DATA : HISTOGRAM);
    int said = json.path("forks").asInt(1);
    if (byFork.isEmpty()) {
      remarks.add("there are no raw data: the forks" + ONE_FORK, name());
    } else if (byFork.size() == 1 && said > 1) {
      remarks.add("the raw data pool " + said + " forks, which" + ONE_FORK, name());
    }
  }

  /** Returns the values of each fork's iterations; without them the score, as of one fork. */
  private static List<List<Double>> values(JsonNode metric) {
    if (!metric.path(RAW_DATA).isEmpty()) {
      return values(metric.path(RAW_DATA), JmhNumber::of);
    }
    if (!metric.path(HISTOGRAM).isEmpty()) {
      return values(metric.path(HISTOGRAM), iteration -> JmhHistogram.of(iteration).mean());
    }
    return List.of(List.of(JmhNumber.of(metric.path("score"))));
  }

  private static List<List<Double>> values(JsonNode byFork, ToDoubleFunction<JsonNode> value) {
    List<List<Double>> forks = new ArrayList<>();
    for (JsonNode iterations : byFork) {
      if (!iterations.isArray()) {
        throw new IllegalArgumentException("an entry's raw data are no list for each fork");
      }
      List<Double> values = new ArrayList<>();
      iterations.forEach(iteration -> values.add(value.applyAsDouble(iteration)));
      forks.add(values);
    }
    return forks;
  }

  private String name() {
    return Row.shortName(cell.benchmark());
  }

  private Row row(int fork, int iteration, String metric, double value, String unit) {
    return new Row(
        info,
        written,
        cell.benchmark(),
        cell.strategy(),
        cell.client(),
        cell.requests(),
        cell.latency(),
        cell.params(),
        cell.mode(),
        fork,
        iteration,
        metric,
        value,
        unit,
        Validity.VALID);
  }
}
