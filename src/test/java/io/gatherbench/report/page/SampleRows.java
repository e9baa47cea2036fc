package io.gatherbench.report.page;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.ComparedRows;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.compare.IncomparableException;
import io.gatherbench.report.text.RequestSpan;
import io.gatherbench.results.Row;
import io.gatherbench.results.Validity;
import io.gatherbench.strategy.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Made-up rows of a run over two JDKs in which everything happens that a report shows. */
public final class SampleRows {

  /** Text that is markup, code and escapes everywhere it might be taken for that. */
  public static final String HOSTILE =
      "</script><script>window.hacked=1</script><img src=x onerror=\"hacked=1\">'`|*_[x](y:z){a|b}\\";

  private static final double[] SPREAD = {1.0, 1.01, 0.99, 1.005, 0.995};

  private static final List<String> STRATEGIES =
      Arrays.stream(Strategy.values()).map(Enum::name).toList();

  private SampleRows() {}

  /** All of them. */
  public static List<Row> everything() {
    List<Row> rows = new ArrayList<>();
    for (String jdk : List.of("17.0.19", "25.0.3")) {
      double factor = jdk.startsWith("17") ? 1 : 0.9;
      ComparedRows on = ComparedRows.of(jdk).run("r#" + jdk);
      for (int requests : List.of(4, 64, 1024)) {
        ComparedRows cell = on.requests(requests);
        if (requests < 1024) {
          add(rows, cell.strategy("SEQUENTIAL", "JDK"), 10.2 * requests, 10.0 * requests, 60);
        }
        add(rows, cell.strategy("THREAD_POOL", "JDK"), 12.1 + requests / 50.0, 10, 45 * factor);
        add(rows, cell.strategy("EVENT_LOOP", "VERTX"), (11.9 + requests / 60.0) * factor, 10, 12);
      }
      if (factor < 1) {
        add(rows, on.strategy("VIRTUAL_THREADS", "JDK"), 10.8, 10, 30);
      }
    }
    Validity late = Validity.flagged("the stub was late");
    rows.addAll(late(ComparedRows.of("25.0.3").run("r#25.0.3").requests(256), late));
    Validity unequal = Validity.voided("4 sent, 3 served");
    rows.addAll(late(ComparedRows.of("17.0.19").run("r#17.0.19").requests(2), unequal));
    return rows;
  }

  private static List<Row> late(ComparedRows rows, Validity verdict) {
    return rows.metric("time_p50", "ms").validity(verdict).forks(12, 12.1);
  }

  private static void add(
      List<Row> rows, ComparedRows cell, double millis, double bound, double cpu) {
    for (String metric : List.of("time", "time_p50", "time_p90", "time_p99", "time_max")) {
      double factor = 1 + Math.max(0, List.of("time_p90", "time_p99", "time_max").indexOf(metric));
      rows.addAll(cell.metric(metric, "ms").forks(times(millis * (1 + (factor - 1) / 10))));
    }
    rows.addAll(cell.metric("time_bound", "ms").forks(bound, bound, bound, bound, bound));
    rows.addAll(cell.metric("cpu_per_request", "us").forks(times(cpu)));
    rows.addAll(cell.metric("alloc_per_request", "B").forks(times(cpu * 200)));
    rows.addAll(cell.metric("threads_peak", "#").forks(times(cpu)));
    rows.addAll(cell.metric("rss_peak", "MB").forks(times(cpu * 2)));
    rows.addAll(cell.metric("context_switches_per_request", "#").forks(times(cpu / 10)));
  }

  private static double[] times(double value) {
    double[] values = new double[SPREAD.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = SPREAD[i] * value;
    }
    return values;
  }

  /** A cell whose every text is {@link #HOSTILE}. */
  public static List<Row> hostile() {
    List<Row> rows = new ArrayList<>();
    for (String jdk : List.of("1" + HOSTILE, "2" + HOSTILE)) {
      for (String strategy : List.of("a" + HOSTILE, "b" + HOSTILE)) {
        ComparedRows cell =
            ComparedRows.of(jdk)
                .host(HOSTILE)
                .vmArgs(HOSTILE)
                .strategy(strategy, HOSTILE)
                .validity(Validity.flagged(HOSTILE));
        rows.addAll(cell.metric("time_p50", "ms").forks(10, 11, 12, 13));
        rows.addAll(cell.forks(10, 11, 12, 13));
      }
    }
    return rows;
  }

  /** The report of rows. */
  public static Report report(List<Row> rows) throws IncomparableException {
    CellAggregator survey = new CellAggregator(ComparisonSpec.usual());
    for (Row row : rows) {
      survey.add("file.csv", row);
    }
    Optional<Comparison> jdks = survey.byJdk(Optional.empty());
    return new Report(
        survey.cells(),
        jdks,
        survey.rows(),
        survey.span(),
        List.copyOf(survey.runs()),
        survey.notes(),
        List.of("java -jar benchmarks.jar jdks --seed 7"),
        List.of(
            new Report.Traced(
                "EVENT_LOOP VERTX",
                List.of(
                    new RequestSpan(0.4, 10.9, 200, "vert.x-eventloop-thread-0", ""),
                    new RequestSpan(
                        0.6, 11.2, 0, "vert.x-eventloop-thread-0", "2 GET /todos/2 reset")))),
        List.of("./flames/cpu.html"),
        STRATEGIES);
  }
}
