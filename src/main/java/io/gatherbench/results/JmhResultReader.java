package io.gatherbench.results;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads JMH's own JSON ({@code -rf json}), of this project or any other, as rows: its raw data are
 * by fork and iteration, in sample mode as a histogram of each iteration. What JMH does not say
 * (machine, commit, verdict) is empty in the rows, and the verdict valid. Where raw data are
 * missing or pool several forks, all that is there becomes one fork, which is said.
 */
final class JmhResultReader {

  private static final String OWN_BENCHMARKS = "io.gatherbench.benchmark.";

  /** The percentiles of sample mode, which JMH reports as metrics of their own. */
  private static final String PERCENTILE = "(.*:)?p[01]\\.\\d+";

  private static final Set<String> OWN_COLUMN = Set.of("strategy", "client", "requests", "latency");

  private final Path path;
  private final OffsetDateTime written;
  private final Set<String> notes = new LinkedHashSet<>();

  private JmhResultReader(Path path) throws IOException {
    this.path = path;
    this.written = Files.getLastModifiedTime(path).toInstant().atOffset(ZoneOffset.UTC);
  }

  /**
   * Hands on the rows of a file.
   *
   * @return what could not be taken as it is, in words
   * @throws IOException if the file cannot be read or is no JSON of JMH's
   * @throws E if the sink does
   */
  static <E extends Exception> List<String> read(Path path, RowReader.RowSink<E> sink)
      throws IOException, E {
    JmhResultReader reader = new JmhResultReader(path);
    List<Row> rows = new ArrayList<>();
    try {
      for (Object result : new JsonArray(Buffer.buffer(Files.readAllBytes(path)))) {
        reader.result((JsonObject) result, rows);
      }
    } catch (DecodeException | ClassCastException | NullPointerException e) {
      throw new IOException(path + " is no JSON result of JMH's", e);
    }
    for (Row row : rows) {
      sink.accept(row);
    }
    return List.copyOf(reader.notes);
  }

  private void result(JsonObject result, List<Row> rows) {
    String mode = required(result, "mode");
    JsonObject primary = result.getJsonObject("primaryMetric");
    String unit = required(primary, "scoreUnit");
    boolean throughput = mode.equals("thrpt");
    JmhUnit scale = JmhUnit.of(unit, throughput);
    String name = throughput ? "throughput" : "time";
    metric(result, name, forks(result, primary, true), scale, rows);
    JsonObject secondary = result.getJsonObject("secondaryMetrics", new JsonObject());
    for (String label : secondary.fieldNames()) {
      // Until 1.33 JMH put a dot before what its profilers measured.
      String own = label.startsWith("·") ? label.substring(1) : label;
      if (!own.matches(PERCENTILE)) {
        JsonObject metric = secondary.getJsonObject(label);
        JmhUnit asItIs = JmhUnit.asItIs(metric.getString("scoreUnit", ""));
        metric(result, own, forks(result, metric, false), asItIs, rows);
      }
    }
  }

  private void metric(
      JsonObject result, String name, List<List<Double>> forks, JmhUnit unit, List<Row> rows) {
    for (int fork = 0; fork < forks.size(); fork++) {
      for (int iteration = 0; iteration < forks.get(fork).size(); iteration++) {
        double value = forks.get(fork).get(iteration);
        if (!Double.isNaN(value)) {
          rows.add(row(result, fork + 1, iteration + 1, name, value * unit.factor(), unit.name()));
        }
      }
    }
  }

  /**
   * The values of each fork's iterations.
   *
   * @param score whether the metric is the score, of which it is told if it is not as it should be
   */
  private List<List<Double>> forks(JsonObject result, JsonObject metric, boolean score) {
    JsonArray raw = metric.getJsonArray("rawData");
    JsonArray histograms = metric.getJsonArray("rawDataHistogram");
    JsonArray byFork = raw != null ? raw : histograms;
    if (byFork == null || byFork.isEmpty()) {
      if (score) {
        note(result, "has no raw data: its forks count as one, and give a ratio, but no verdict");
      }
      return List.of(List.of(number(metric.getValue("score"))));
    }
    int said = result.getInteger("forks", 1);
    if (byFork.size() == 1 && said > 1 && score) {
      note(
          result,
          "pools "
              + said
              + " forks in its raw data: they count as one, and give a ratio, but no verdict");
    }
    List<List<Double>> forks = new ArrayList<>();
    for (Object iterations : byFork) {
      List<Double> values = new ArrayList<>();
      for (Object iteration : (JsonArray) iterations) {
        values.add(raw != null ? number(iteration) : mean((JsonArray) iteration));
      }
      forks.add(values);
    }
    return forks;
  }

  /** The mean of a histogram: pairs of a value and how often it was seen. */
  private static double mean(JsonArray histogram) {
    double sum = 0;
    long count = 0;
    for (Object entry : histogram) {
      JsonArray pair = (JsonArray) entry;
      sum += pair.getDouble(0) * pair.getLong(1);
      count += pair.getLong(1);
    }
    return sum / count;
  }

  private Row row(
      JsonObject result, int fork, int iteration, String metric, double value, String unit) {
    JsonObject params = result.getJsonObject("params", new JsonObject());
    return new Row(
        info(result),
        written,
        required(result, "benchmark").replaceFirst("^" + OWN_BENCHMARKS.replace(".", "\\."), ""),
        params.getString("strategy", ""),
        params.getString("client", ""),
        params.getString("requests", ""),
        params.getString("latency", ""),
        remaining(params, result.getInteger("threads", 1)),
        required(result, "mode"),
        fork,
        iteration,
        metric,
        value,
        unit,
        Validity.VALID);
  }

  private RunInfo info(JsonObject result) {
    List<String> flags = new ArrayList<>();
    for (Object flag : result.getJsonArray("jvmArgs", new JsonArray())) {
      // The first is another port in each run, the second for JMH's host alone.
      if (!flag.toString().matches("-D(gatherbench\\.stub|jmh\\..*)=.*")) {
        flags.add(flag.toString());
      }
    }
    String vm = result.getString("vmName", "") + " " + result.getString("vmVersion", "");
    return new RunInfo(
        path.toString().replace('#', '_'),
        new Machine("", "", "", 0, 0),
        result.getString("jdkVersion", ""),
        vm.strip(),
        String.join(" ", flags),
        "",
        "",
        "");
  }

  private static String remaining(JsonObject params, int threads) {
    TreeMap<String, String> others = new TreeMap<>();
    for (String name : params.fieldNames()) {
      if (!OWN_COLUMN.contains(name)) {
        others.put(name, params.getValue(name).toString().replace(';', ','));
      }
    }
    if (threads != 1) {
      others.put("threads", Integer.toString(threads));
    }
    return others.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(";"));
  }

  private void note(JsonObject result, String text) {
    String method = required(result, "benchmark").replaceFirst(".*\\.(?=[^.]+\\.[^.]+$)", "");
    notes.add(path + ": " + method + " " + text);
  }

  private static String required(JsonObject object, String name) {
    String value = object.getString(name);
    if (value == null) {
      throw new NullPointerException(name);
    }
    return value;
  }

  /** JMH writes what is not a number as text. */
  private static double number(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    String text = String.valueOf(value).toLowerCase(Locale.ROOT);
    if (text.equals("nan")) {
      return Double.NaN;
    }
    throw new ClassCastException(text + " is no number");
  }
}
