package io.gatherbench.results.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatherbench.results.Json;
import io.gatherbench.results.Machine;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowReader;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads JMH's own JSON ({@code -rf json}), of this project or any other, as rows. What JMH does not
 * say (machine, commit, validity) is empty in the rows, or valid. Where raw data are missing or
 * pool several forks, all that is there becomes one fork, with a note.
 */
final class JmhResultReader {

  private static final String OWN_BENCHMARKS = "^io\\.gatherbench\\.benchmark\\.";

  /** The percentiles of sample mode, which JMH reports as metrics of their own. */
  private static final String PERCENTILE = "(.*:)?p[01]\\.\\d+";

  private static final Set<String> OWN_COLUMN = Set.of("strategy", "client", "requests", "latency");

  private static final Map<String, Double> SECONDS =
      Map.of(
          "ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "hr", 3600.0, "day", 86_400.0);

  private final Path path;
  private final OffsetDateTime written;
  private final Set<String> notes = new LinkedHashSet<>();

  /** A unit of the rows, and the factor that leads to it from JMH's. */
  private record Unit(String name, double factor) {

    /** Returns ms or ops/s for a score in a unit such as {@code us/op} or {@code ops/ms}. */
    static Unit of(String jmh, boolean throughput) {
      String time = throughput ? jmh.replaceFirst("^ops/", "") : jmh.replaceFirst("/op$", "");
      Double seconds = SECONDS.get(time);
      if (seconds == null) {
        return new Unit(jmh, 1);
      }
      return throughput
          ? new Unit(Metric.THROUGHPUT.unit(), 1 / seconds)
          : new Unit(Metric.TIME.unit(), seconds * 1e3);
    }
  }

  private JmhResultReader(Path path) throws IOException {
    this.path = path;
    this.written = Files.getLastModifiedTime(path).toInstant().atOffset(ZoneOffset.UTC);
  }

  /** Hands on the rows of a file; returns notes on what could not be taken as it is. */
  static <E extends Exception> List<String> read(Path path, RowReader.RowSink<E> sink)
      throws IOException, E {
    JmhResultReader reader = new JmhResultReader(path);
    List<Row> rows = new ArrayList<>();
    try {
      for (JsonNode result : Json.tree(Files.readAllBytes(path))) {
        reader.result(result, rows);
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IOException(path + " is no JSON result of JMH's", e);
    }
    for (Row row : rows) {
      sink.accept(row);
    }
    return List.copyOf(reader.notes);
  }

  private void result(JsonNode result, List<Row> rows) {
    boolean throughput = required(result, "mode").equals("thrpt");
    JsonNode primary = result.path("primaryMetric");
    Unit unit = Unit.of(required(primary, "scoreUnit"), throughput);
    Metric score = throughput ? Metric.THROUGHPUT : Metric.TIME;
    metric(result, score.id(), forks(result, primary, true), unit, rows);
    for (Map.Entry<String, JsonNode> secondary : result.path("secondaryMetrics").properties()) {
      // Until 1.33 JMH put a dot before what its profilers measured.
      String own = secondary.getKey().replaceFirst("^·", "");
      if (!own.matches(PERCENTILE)) {
        Unit asItIs = new Unit(text(secondary.getValue(), "scoreUnit"), 1);
        metric(result, own, forks(result, secondary.getValue(), false), asItIs, rows);
      }
    }
  }

  private void metric(
      JsonNode result, String name, List<List<Double>> forks, Unit unit, List<Row> rows) {
    for (int fork = 0; fork < forks.size(); fork++) {
      for (int iteration = 0; iteration < forks.get(fork).size(); iteration++) {
        double value = forks.get(fork).get(iteration);
        if (!Double.isNaN(value)) {
          rows.add(row(result, fork + 1, iteration + 1, name, value * unit.factor(), unit.name()));
        }
      }
    }
  }

  /** Returns the values of each fork's iterations; makes notes only on the score. */
  private List<List<Double>> forks(JsonNode result, JsonNode metric, boolean score) {
    boolean raw = metric.has("rawData");
    JsonNode byFork = metric.path(raw ? "rawData" : "rawDataHistogram");
    if (byFork.isEmpty()) {
      if (score) {
        note(result, "has no raw data: its forks count as one, and give a ratio, but no verdict");
      }
      return List.of(List.of(number(metric.path("score"))));
    }
    int said = result.path("forks").asInt(1);
    if (byFork.size() == 1 && said > 1 && score) {
      note(
          result,
          "pools "
              + said
              + " forks in its raw data: they count as one, and give a ratio, but no verdict");
    }
    List<List<Double>> forks = new ArrayList<>();
    for (JsonNode iterations : byFork) {
      List<Double> values = new ArrayList<>();
      iterations.forEach(iteration -> values.add(raw ? number(iteration) : mean(iteration)));
      forks.add(values);
    }
    return forks;
  }

  /** Returns the mean of a histogram: pairs of a value and how often it was seen. */
  private static double mean(JsonNode histogram) {
    double sum = 0;
    double count = 0;
    for (JsonNode pair : histogram) {
      sum += number(pair.path(0)) * number(pair.path(1));
      count += number(pair.path(1));
    }
    return sum / count;
  }

  private Row row(
      JsonNode result, int fork, int iteration, String metric, double value, String unit) {
    JsonNode params = result.path("params");
    return new Row(
        info(result),
        written,
        required(result, "benchmark").replaceFirst(OWN_BENCHMARKS, ""),
        text(params, "strategy"),
        text(params, "client"),
        text(params, "requests"),
        text(params, "latency"),
        remaining(params, result.path("threads").asInt(1)),
        required(result, "mode"),
        fork,
        iteration,
        metric,
        value,
        unit,
        Validity.VALID);
  }

  private RunInfo info(JsonNode result) {
    List<String> flags = new ArrayList<>();
    for (JsonNode flag : result.path("jvmArgs")) {
      // The first is another port in each run, the second for JMH's host alone.
      if (!flag.asText().matches("-D(gatherbench\\.stub|jmh\\..*)=.*")) {
        flags.add(flag.asText());
      }
    }
    return new RunInfo(
        path.toString().replace('#', '_'),
        new Machine("", "", "", 0, 0),
        text(result, "jdkVersion"),
        (text(result, "vmName") + " " + text(result, "vmVersion")).strip(),
        String.join(" ", flags),
        "",
        "",
        "");
  }

  private static String remaining(JsonNode params, int threads) {
    TreeMap<String, String> others = new TreeMap<>();
    for (Map.Entry<String, JsonNode> param : params.properties()) {
      if (!OWN_COLUMN.contains(param.getKey())) {
        others.put(param.getKey(), param.getValue().asText().replace(';', ','));
      }
    }
    if (threads != 1) {
      others.put("threads", Integer.toString(threads));
    }
    return others.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(";"));
  }

  private void note(JsonNode result, String text) {
    String method = Row.shortName(required(result, "benchmark"));
    notes.add(path + ": " + method + " " + text);
  }

  private static String text(JsonNode object, String name) {
    return object.path(name).asText();
  }

  private static String required(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("no " + name);
    }
    return value.asText();
  }

  /** JMH writes what is not a number as text. */
  private static double number(JsonNode value) {
    if (!value.isNumber() && !value.asText().equalsIgnoreCase("nan")) {
      throw new IllegalArgumentException(value + " is no number");
    }
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }
}
