package io.gatherbench.run.record;

import io.gatherbench.results.ForkRule;
import io.gatherbench.results.Metric;
import io.gatherbench.results.ParameterText;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowWriter;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.Validity;
import io.gatherbench.results.ValidityRule;
import io.gatherbench.run.record.IterationMetrics.Measured;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.Strategy;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;

/**
 * Turns iterations of forks, of JMH's and others, into rows with their validity, which are on disk
 * before a method returns. Methods throw {@link
 * io.gatherbench.results.output.UnwritableOutputException} if rows cannot be written. Thread-safe.
 */
public final class RowRecorder implements IterationSink {

  private static final Set<String> OF_THREADS =
      Set.of(
          Metric.PINNED_PER_GATHER.id(),
          Metric.VIRTUAL_THREADS_PER_GATHER.id(),
          Metric.VIRTUAL_THREADS_PEAK.id());

  /** What is no property of requests that wait, whose memory is read meanwhile. */
  private static final Set<String> NOT_OF_MEMORY =
      Stream.of(
              Metric.TIME,
              Metric.TIME_BOUND,
              Metric.OPERATIONS,
              Metric.CPU_PER_REQUEST,
              Metric.CPU_USER_PER_REQUEST,
              Metric.CPU_SYSTEM_PER_REQUEST,
              Metric.COMPILER_PER_REQUEST,
              Metric.ALLOC_PER_REQUEST,
              Metric.CONTEXT_SWITCHES_PER_REQUEST,
              Metric.VOLUNTARY_SWITCHES_PER_REQUEST,
              Metric.INVOLUNTARY_SWITCHES_PER_REQUEST,
              Metric.RSS_PEAK,
              Metric.GC_TIME,
              Metric.MACHINE_STEAL,
              Metric.STUB_BUSY)
          .map(Metric::id)
          .collect(Collectors.toUnmodifiableSet());

  private static final String RATE = "rate";
  private static final String A_SECOND = "/s";

  private static final Set<String> OWN_COLUMN = Set.of("strategy", "client", "requests", "latency");

  private final RunInfo info;
  private final RowWriter writer;
  private final Clock clock;
  private final Map<String, String> parameters;
  private final List<Row> recorded = new ArrayList<>();
  private final List<Map<Metric, Double>> iterationsOfFork = new ArrayList<>();

  /** Creates a recorder; {@code parameters} are those of all cells that JMH does not know. */
  public RowRecorder(RunInfo info, RowWriter writer, Clock clock, Map<String, String> parameters) {
    this.info = info;
    this.writer = writer;
    this.clock = clock;
    this.parameters = Map.copyOf(parameters);
  }

  @Override
  public synchronized void record(
      BenchmarkParams benchmark, int number, int iteration, IterationResult result) {
    Map<String, Measured> metrics = IterationMetrics.of(benchmark, result);
    if (metrics.containsKey(Metric.HEAP_PER_REQUEST.id())
        || metrics.containsKey(Metric.HEAP_LEAST.id())) {
      metrics.keySet().removeAll(NOT_OF_MEMORY);
    }
    Map<Metric, Double> values = IterationMetrics.values(metrics);
    Validity validity = ValidityRule.judge(values).and(info.judge(values));
    if (iteration == 1) {
      iterationsOfFork.clear();
    }
    iterationsOfFork.add(values);
    if (iteration == benchmark.getMeasurement().getCount()) {
      ForkRule.Judgement fork = ForkRule.of(info, benchmark.getThreads()).judge(iterationsOfFork);
      fork.shares().forEach((share, value) -> metrics.putAll(one(share, value)));
      validity = validity.and(fork.validity());
    }
    if (metrics.containsKey(Metric.ARRIVAL_RATE.id())
        || metrics.containsKey(Metric.SUSTAINED_RATE.id())) {
      // The time of a whole schedule is no score, and it has no bound.
      List.of(Metric.TIME, Metric.TIME_BOUND, Metric.OPERATIONS)
          .forEach(metric -> metrics.remove(metric.id()));
    }
    write(benchmark, rate(benchmark, metrics), number, iteration, metrics, validity);
  }

  private static Map<String, Measured> one(Metric metric, double value) {
    return Map.of(metric.id(), new Measured(value, metric.unit()));
  }

  /** Records a fork that failed, or starved, as one row without a value. */
  @Override
  public synchronized void recordFailure(BenchmarkParams benchmark, int fork, String cause) {
    Validity validity = Validity.ofFailure(cause);
    for (String rate : rates(benchmark)) {
      write(benchmark, rate, fork, 0, one(Metric.TIME, Double.NaN), validity);
    }
  }

  /** Records the one iteration of a fork without JMH. */
  public synchronized void record(
      String benchmark,
      Map<String, String> cell,
      int fork,
      Map<Metric, Double> values,
      Validity validity) {
    Map<String, Measured> metrics = new LinkedHashMap<>();
    values.forEach((metric, value) -> metrics.putAll(one(metric, value)));
    write(benchmark, cell, Mode.SingleShotTime, fork, 1, metrics, validity);
  }

  /** Records a fork without JMH that failed, as one void row without a value. */
  public synchronized void recordFailure(
      String benchmark, Map<String, String> cell, int fork, String cause) {
    Map<String, Measured> none = one(Metric.TIME, Double.NaN);
    write(benchmark, cell, Mode.SingleShotTime, fork, 0, none, Validity.ofFailure(cause));
  }

  /** Returns a view that keeps only what counts threads: the flight recorder distorts the rest. */
  public IterationSink ofThreadsOnly() {
    return new IterationSink() {
      @Override
      public void record(
          BenchmarkParams benchmark, int fork, int iteration, IterationResult result) {
        Map<String, Measured> kept = new LinkedHashMap<>(IterationMetrics.of(benchmark, result));
        kept.keySet().retainAll(OF_THREADS);
        write(benchmark, rate(benchmark, kept), fork, iteration, kept, Validity.VALID);
      }

      @Override
      public void recordFailure(BenchmarkParams benchmark, int fork, String cause) {
        RowRecorder.this.recordFailure(benchmark, fork, cause);
      }
    };
  }

  /** Adds rows that belong to no iteration. */
  public synchronized void add(List<Row> rows) {
    writer.write(rows);
    recorded.addAll(rows);
  }

  /** Returns all rows so far, in the order of recording. */
  public synchronized List<Row> recorded() {
    return List.copyOf(recorded);
  }

  private synchronized void write(
      BenchmarkParams benchmark,
      String rate,
      int fork,
      int iteration,
      Map<String, Measured> metrics,
      Validity validity) {
    Map<String, String> cell = new TreeMap<>();
    if (benchmark.getThreads() > 1) {
      cell.put("threads", Integer.toString(benchmark.getThreads()));
    }
    for (String name : benchmark.getParamsKeys()) {
      cell.put(name, name.equals(RATE) ? rate : benchmark.getParam(name));
    }
    write(benchmark.getBenchmark(), cell, benchmark.getMode(), fork, iteration, metrics, validity);
  }

  private void write(
      String benchmark,
      Map<String, String> cell,
      Mode mode,
      int fork,
      int iteration,
      Map<String, Measured> metrics,
      Validity validity) {
    OffsetDateTime now = OffsetDateTime.now(clock);
    String strategy = cell.getOrDefault("strategy", "");
    String client = client(cell.getOrDefault("client", ""), strategy);
    List<Row> rows = new ArrayList<>();
    metrics.forEach(
        (metric, measured) ->
            rows.add(
                new Row(
                    info,
                    now,
                    Row.shortName(benchmark),
                    strategy,
                    client,
                    cell.getOrDefault("requests", ""),
                    cell.getOrDefault("latency", ""),
                    remaining(cell, client),
                    mode.shortLabel(),
                    fork,
                    iteration,
                    metric,
                    measured.value(),
                    measured.unit(),
                    validity)));
    add(rows);
  }

  /** Returns the client's own name, also where the parameter is {@code idiomatic}. */
  private static String client(String given, String strategy) {
    return Arrays.stream(Strategy.values())
        .filter(known -> known.name().equals(strategy) && !given.isEmpty())
        .map(known -> Compatibility.clientName(known, given))
        .findFirst()
        .orElse(given);
  }

  private static String parameter(BenchmarkParams benchmark, String name) {
    return benchmark.getParamsKeys().contains(name) ? benchmark.getParam(name) : "";
  }

  /** Returns the rates of arrivals of a fork, each of which is a cell: one or none elsewhere. */
  private static List<String> rates(BenchmarkParams benchmark) {
    String given = parameter(benchmark, RATE);
    return given.contains("+")
        ? Arrays.stream(given.split("\\+"))
            .map(rate -> rate.replace(A_SECOND, "") + A_SECOND)
            .toList()
        : List.of(given);
  }

  /** Returns the rate of one iteration, of several that the fork may have. */
  private static String rate(BenchmarkParams benchmark, Map<String, Measured> metrics) {
    Measured own = metrics.get(Metric.ARRIVAL_RATE.id());
    return own == null ? parameter(benchmark, RATE) : Math.round(own.value()) + A_SECOND;
  }

  private String remaining(Map<String, String> cell, String client) {
    Map<String, String> remaining = new TreeMap<>(parameters);
    remaining.putAll(cell);
    remaining.keySet().removeAll(OWN_COLUMN);
    Compatibility.nameExecutor(remaining, client);
    return ParameterText.of(remaining);
  }
}
