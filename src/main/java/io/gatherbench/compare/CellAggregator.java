package io.gatherbench.compare;

import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Sample;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes in rows one by one and keeps of each fork what a report shows, so that files may be larger
 * than memory. Not thread-safe.
 */
public final class CellAggregator {

  /** The columns that tell cells apart, besides the parameters. */
  public static final List<String> COLUMNS =
      List.of(
          "benchmark",
          "strategy",
          "client",
          "requests",
          "latency",
          "mode",
          "jdk",
          "gc",
          "vm_args",
          "host",
          "commit");

  /** Those that say how the work is executed, and not what it is. */
  public static final List<String> OF_THE_STRATEGY =
      List.of("strategy", "client", "poolSize", "maxInFlight");

  private static final List<String> SCORES = List.of("time_p50", "time", "throughput");

  private static final Set<String> SHOWN =
      Set.of("time_p90", "time_p99", "time_max", "time_bound", "time_first_item");

  private final double threshold;
  private final Map<CellKey, ForkValues> forks = new LinkedHashMap<>();
  private final Set<RunInfo> runs = new LinkedHashSet<>();
  private final List<String> notes = new ArrayList<>();
  private CellKey lastSource;
  private ForkValues lastValues;
  private long rows;
  private OffsetDateTime first = OffsetDateTime.MAX;
  private OffsetDateTime last = OffsetDateTime.MIN;

  /**
   * @param threshold differences up to this, as a fraction, do not matter
   */
  public CellAggregator(double threshold) {
    this.threshold = threshold;
  }

  /**
   * Takes in a row; of the ruler's only where and when.
   *
   * @param file where it comes from
   * @throws IncomparableException if the same value was there before
   */
  public void add(String file, Row row) throws IncomparableException {
    rows++;
    if (row.recordedAt().isBefore(first)) {
      first = row.recordedAt();
    }
    if (row.recordedAt().isAfter(last)) {
      last = row.recordedAt();
    }
    if (row.isCalibration()) {
      return;
    }
    if (lastSource == null || !lastSource.isOf(file, row)) {
      lastSource = CellKey.of(file, row);
      runs.add(row.info());
      lastValues =
          forks.computeIfAbsent(lastSource, source -> new ForkValues(CellAggregator::wants));
    }
    try {
      lastValues.add(row);
    } catch (IllegalStateException e) {
      throw new IncomparableException(file, row.benchmark() + ": " + e.getMessage(), "rows once");
    }
  }

  private static boolean wants(String metric) {
    return SCORES.contains(metric)
        || SHOWN.contains(metric)
        || ComparisonSpec.COSTS.contains(metric);
  }

  /** Something that readers should know. */
  public void note(String text) {
    notes.add(text);
  }

  /** What readers should know. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** How many rows there were. */
  public long rows() {
    return rows;
  }

  /** The runs that rows of benchmarks come from, in the order of the rows. */
  public Set<RunInfo> runs() {
    return Collections.unmodifiableSet(runs);
  }

  /** When the first and the last row were recorded; empty if there were none. */
  public List<OffsetDateTime> span() {
    return rows == 0 ? List.of() : List.of(first, last);
  }

  /**
   * All cells, sorted, with their standings.
   *
   * @throws IncomparableException if a fork is there twice
   */
  public List<CellSummary> cells() throws IncomparableException {
    Map<Map<String, String>, List<ForkValues>> byCell = new LinkedHashMap<>();
    forks.forEach(
        (source, values) ->
            byCell.computeIfAbsent(columns(source), key -> new ArrayList<>()).add(values));
    List<CellSummary> cells = new ArrayList<>();
    for (Map.Entry<Map<String, String>, List<ForkValues>> cell : byCell.entrySet()) {
      try {
        cells.add(cell(cell.getKey(), ForkValues.together(cell.getValue())));
      } catch (IllegalStateException e) {
        throw new IncomparableException(e.getMessage() + "; allowed: each fork once");
      }
    }
    cells.sort((one, other) -> CellOrder.INSTANCE.compare(order(one), order(other)));
    return new Ranking(threshold).of(cells);
  }

  /**
   * The JDKs held against one of them.
   *
   * @param baseline its name or how it begins; empty for the first
   * @return empty if there is but one JDK
   * @throws IncomparableException if they cannot be compared, or there is no such baseline
   */
  public Optional<Comparison> byJdk(Optional<String> baseline) throws IncomparableException {
    long jdks = forks.keySet().stream().map(source -> source.value("jdk")).distinct().count();
    if (jdks < 2 && baseline.isEmpty()) {
      return Optional.empty();
    }
    ComparisonSpec question =
        new ComparisonSpec(
            Optional.of("jdk"), baseline, Optional.empty(), threshold, List.of(), false);
    return Optional.of(
        new Comparer(question, VariantGroups.of(question, forks), List.of()).compare());
  }

  private static List<String> order(CellSummary cell) {
    return List.of(
        cell.column("benchmark"),
        cell.column("jdk"),
        cell.column("latency"),
        cell.column("requests"),
        cell.column("strategy"),
        cell.columns().toString());
  }

  private static Map<String, String> columns(CellKey source) {
    Map<String, String> columns = new LinkedHashMap<>();
    COLUMNS.forEach(name -> columns.put(name, source.value(name).orElse("")));
    // A parameter that is called like a column would hide it.
    source.parameters().forEach(name -> columns.putIfAbsent(name, source.value(name).orElse("")));
    return columns;
  }

  private static CellSummary cell(Map<String, String> columns, ForkValues values) {
    String metric = SCORES.stream().filter(values.metrics()::contains).findFirst().orElse("time");
    double[] score = values.values(metric, Sample::median);
    boolean usable = score.length > 0 && positive(score);
    Map<String, Estimate> metrics = new LinkedHashMap<>();
    Map<String, String> units = new LinkedHashMap<>();
    for (String name : values.metrics()) {
      double[] each = values.values(name, Sample::median);
      if (!name.equals(metric) && each.length > 0 && positive(each)) {
        metrics.put(name, Estimate.of(each));
        units.put(name, values.unit(name).orElse(""));
      }
    }
    return new CellSummary(
        columns,
        metric,
        values.unit(metric).orElse(""),
        usable ? Arrays.stream(score).boxed().toList() : List.of(),
        usable ? Optional.of(Estimate.of(score)) : Optional.empty(),
        metrics,
        units,
        values.constant("time_bound").orElse(Double.NaN),
        values.voidForks(),
        values.cutShort(metric),
        values.reasons(),
        Optional.empty(),
        Optional.empty());
  }

  private static boolean positive(double... values) {
    return Arrays.stream(values).allMatch(value -> value > 0 && !Double.isInfinite(value));
  }
}
