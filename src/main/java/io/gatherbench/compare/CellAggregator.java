package io.gatherbench.compare;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Aggregates rows into cells, one at a time: files may be larger than memory. Not thread-safe. */
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
          "vm",
          "gc",
          "vm_args",
          "host",
          "commit");

  public static final List<String> OF_THE_STRATEGY = PlannedCell.OF_THE_STRATEGY;

  private final ComparisonSpec spec;
  private final Predicate<String> wanted;

  /** Empty for those that the filters drop. */
  private final Map<CellKey, Optional<ForkValues>> forks = new LinkedHashMap<>();

  /** What {@link #byJdk} compared. */
  private final Map<CellKey, Comparer.Compared> compared = new HashMap<>();

  private final Set<String> optional = new HashSet<>();
  private final LookRule looks = new LookRule();
  private final Set<RunInfo> runs = new LinkedHashSet<>();
  private final Set<String> metrics = new TreeSet<>();
  private final List<String> notes = new ArrayList<>();
  private CellKey lastKey;
  private Optional<ForkValues> lastValues = Optional.empty();
  private long rows;
  private OffsetDateTime first = OffsetDateTime.MAX;
  private OffsetDateTime last = OffsetDateTime.MIN;

  public CellAggregator(ComparisonSpec spec) {
    this(spec, spec::wants);
  }

  private CellAggregator(ComparisonSpec spec, Predicate<String> wanted) {
    this.spec = spec;
    this.wanted = wanted;
  }

  /** Summarises one run's rows, all metrics, in their order; throws if a value is there twice. */
  public static List<CellSummary> summaries(List<Row> rows) {
    try {
      return of(rows, metric -> true).unranked(new Comparability("", Set.of()));
    } catch (IncomparableException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Summarises and ranks one run's rows; throws if a value is there twice. */
  public static List<CellSummary> ranked(List<Row> rows) {
    try {
      return of(rows, ComparisonSpec.usual()::wants).cells();
    } catch (IncomparableException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CellAggregator of(List<Row> rows, Predicate<String> wanted)
      throws IncomparableException {
    CellAggregator cells = new CellAggregator(ComparisonSpec.usual(), wanted);
    for (Row row : rows) {
      cells.add("", row);
    }
    return cells;
  }

  /** Adds a row, of a calibration only where and when; throws if its value was there before. */
  public void add(String file, Row row) throws IncomparableException {
    rows++;
    if (row.recordedAt().isBefore(first)) {
      first = row.recordedAt();
    }
    if (row.recordedAt().isAfter(last)) {
      last = row.recordedAt();
    }
    if (row.isOfNoFork()) {
      if (!row.isCalibration()) {
        looks.add(row);
      }
      return;
    }
    Optional<ForkValues> values = valuesOf(file, row);
    if (values.isPresent()) {
      metrics.add(row.metric());
      try {
        values.get().add(row);
      } catch (IllegalStateException e) {
        throw new IncomparableException(row.benchmark() + ": " + e.getMessage());
      }
    }
  }

  /** Returns the values that a row belongs to, often those of the row before. */
  private Optional<ForkValues> valuesOf(String file, Row row) {
    if (lastKey == null || !lastKey.isOf(file, row)) {
      lastKey = CellKey.of(file, row);
      runs.add(row.info());
      lastValues =
          forks.computeIfAbsent(
              lastKey,
              key ->
                  spec.filters().stream().allMatch(filter -> filter.keeps(key))
                      ? Optional.of(new ForkValues(wanted))
                      : Optional.empty());
    }
    return lastValues;
  }

  /** Lets forks of a file be left out, with a remark, if those of other files contradict them. */
  public void mayLeaveOut(String file) {
    optional.add(file);
  }

  /** Adds a note for readers. */
  public void note(String text) {
    notes.add(text);
  }

  /** Returns the notes for readers. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** Returns the number of rows. */
  public long rows() {
    return rows;
  }

  /** Returns the runs that rows of benchmarks come from, in the order of the rows. */
  public Set<RunInfo> runs() {
    return Collections.unmodifiableSet(runs);
  }

  /** Returns when the first and the last row were recorded; empty if there were none. */
  public List<OffsetDateTime> span() {
    return rows == 0 ? List.of() : List.of(first, last);
  }

  /**
   * Returns all cells, sorted, with their standings, and adds notes on what became one sample;
   * throws if a fork is there twice with different values. After {@link #byJdk}, cells have the
   * forks that it compared, so that a cell has one number.
   */
  public List<CellSummary> cells() throws IncomparableException {
    Comparability comparability = new Comparability("", optional);
    List<CellSummary> cells = unranked(comparability);
    notes.addAll(comparability.remarks());
    cells.sort((one, other) -> CellOrder.INSTANCE.compare(order(one), order(other)));
    return new Ranking(spec.threshold(), looks).of(cells);
  }

  /** Compares what was added; throws if that cannot be compared as specified. */
  public Comparison compare() throws IncomparableException {
    Map<CellKey, ForkValues> kept = kept();
    if (forks.isEmpty()) {
      throw new IncomparableException(nothing());
    }
    List<String> remarks = new ArrayList<>(notes);
    for (RowFilter filter : spec.filters()) {
      remarks.addAll(unmatched(filter));
    }
    if (kept.isEmpty()) {
      throw new IncomparableException("--filter", filters(), filterable());
    }
    if (metrics.stream().noneMatch(spec::isCompared)) {
      String wanted = spec.metric().orElse(Metric.TIME.id());
      throw IncomparableException.nothingInCommon(
          "--metric is '" + wanted + "'; allowed: " + String.join(", ", metrics));
    }
    return new Comparer(spec, VariantGroups.of(spec, kept), looks, remarks, optional).compare();
  }

  /**
   * Compares the JDKs, without a note of what was left out; empty if there is but one.
   *
   * @param baseline its name or how it begins; empty for the first
   */
  public Optional<Comparison> byJdk(Optional<String> baseline) throws IncomparableException {
    Map<CellKey, ForkValues> kept = kept();
    long jdks = kept.keySet().stream().map(key -> key.value("jdk")).distinct().count();
    if (jdks < 2 && baseline.isEmpty()) {
      return Optional.empty();
    }
    ComparisonSpec jdk = spec.withBy("jdk").withBaseline(baseline);
    Comparer comparer = new Comparer(jdk, VariantGroups.of(jdk, kept), looks, List.of(), optional);
    Comparison comparison = comparer.compare();
    compared.putAll(comparer.comparedCells());
    return Optional.of(comparison);
  }

  private Map<CellKey, ForkValues> kept() {
    Map<CellKey, ForkValues> kept = new LinkedHashMap<>();
    forks.forEach((key, values) -> values.ifPresent(present -> kept.put(key, present)));
    return kept;
  }

  private List<CellSummary> unranked(Comparability comparability) throws IncomparableException {
    Map<Map<String, String>, Map<CellKey, ForkValues>> byCell = new LinkedHashMap<>();
    kept()
        .forEach(
            (key, values) ->
                byCell
                    .computeIfAbsent(columns(key), columns -> new LinkedHashMap<>())
                    .put(key, values));
    List<CellSummary> cells = new ArrayList<>();
    for (Map.Entry<Map<String, String>, Map<CellKey, ForkValues>> cell : byCell.entrySet()) {
      ForkValues all = comparability.join(cell.getValue());
      Comparer.Compared known = compared.get(cell.getValue().keySet().iterator().next());
      boolean ofAll = known == null || known.rounds().isEmpty();
      ForkValues values = ofAll ? all : all.ofRounds(known.rounds());
      String score = known == null ? ComparisonSpec.score(List.of(all)) : known.metric();
      cells.add(CellSummary.of(cell.getKey(), values, score, looks.of(List.of(values))));
    }
    return cells;
  }

  private static List<String> order(CellSummary cell) {
    return List.of(
        cell.column("benchmark"),
        cell.column("jdk"),
        cell.column("latency"),
        cell.size(),
        cell.column("strategy"),
        cell.columns().toString());
  }

  private static Map<String, String> columns(CellKey key) {
    Map<String, String> columns = new LinkedHashMap<>();
    COLUMNS.forEach(name -> columns.put(name, key.value(name).orElse("")));
    key.parameters().forEach(name -> columns.put(name, key.value(name).orElse("")));
    return columns;
  }

  private String nothing() {
    return notes.isEmpty()
        ? "there are no rows to compare"
        : "there are no rows to compare: " + String.join("; ", notes);
  }

  /** Returns remarks on values that no row has; throws if no row has the column. */
  private List<String> unmatched(RowFilter filter) throws IncomparableException {
    Set<String> known = new HashSet<>();
    forks.keySet().forEach(key -> key.value(filter.name()).ifPresent(known::add));
    if (known.isEmpty()) {
      Set<String> names = new LinkedHashSet<>();
      forks.keySet().forEach(key -> names.addAll(key.names()));
      throw new IncomparableException(
          "--filter", filter.toString(), "a column of these rows: " + String.join(", ", names));
    }
    return filter.values().stream()
        .filter(value -> !known.contains(value))
        .map(value -> "--filter " + filter + ": no row has " + filter.name() + " '" + value + "'")
        .toList();
  }

  private String filters() {
    return String.join(" ", spec.filters().stream().map(RowFilter::toString).toList());
  }

  private String filterable() {
    return "one that leaves some rows; "
        + String.join("; ", VariantGroups.differing(forks.keySet()));
  }
}
