package io.gatherbench.compare;

import io.gatherbench.results.Machine;
import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.Validity;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows for tests of comparisons: what is not set is the same in all of them. Each call returns
 * another object.
 */
public record ComparedRows(
    String run,
    String host,
    String commit,
    String jdk,
    String vmArgs,
    String strategy,
    String client,
    String requests,
    String mode,
    String metric,
    String unit,
    Validity validity) {

  /** Of a JDK, under the run's own name. */
  public static ComparedRows of(String jdk) {
    return new ComparedRows(
        "run",
        "vm",
        "abc",
        jdk,
        "",
        "EVENT_LOOP",
        "VERTX",
        "4",
        "sample",
        "time",
        "ms",
        Validity.VALID);
  }

  public ComparedRows run(String value) {
    return new ComparedRows(
        value, host, commit, jdk, vmArgs, strategy, client, requests, mode, metric, unit, validity);
  }

  public ComparedRows host(String value) {
    return new ComparedRows(
        run, value, commit, jdk, vmArgs, strategy, client, requests, mode, metric, unit, validity);
  }

  public ComparedRows commit(String value) {
    return new ComparedRows(
        run, host, value, jdk, vmArgs, strategy, client, requests, mode, metric, unit, validity);
  }

  public ComparedRows vmArgs(String value) {
    return new ComparedRows(
        run, host, commit, jdk, value, strategy, client, requests, mode, metric, unit, validity);
  }

  public ComparedRows strategy(String value, String carrier) {
    return new ComparedRows(
        run, host, commit, jdk, vmArgs, value, carrier, requests, mode, metric, unit, validity);
  }

  public ComparedRows requests(int value) {
    return new ComparedRows(
        run, host, commit, jdk, vmArgs, strategy, client, "" + value, mode, metric, unit, validity);
  }

  public ComparedRows metric(String value, String valueUnit) {
    return new ComparedRows(
        run, host, commit, jdk, vmArgs, strategy, client, requests, mode, value, valueUnit,
        validity);
  }

  public ComparedRows validity(Validity value) {
    return new ComparedRows(
        run, host, commit, jdk, vmArgs, strategy, client, requests, mode, metric, unit, value);
  }

  /** One row. */
  public Row row(int fork, int iteration, double value) {
    Machine machine = new Machine(host, "Linux 6 amd64", "CPU", 2, 24_000);
    RunInfo info = new RunInfo(run, machine, jdk, "VM " + jdk, vmArgs, "G1", "stub", commit);
    return new Row(
        info,
        OffsetDateTime.parse("2026-11-21T10:00:00.123Z"),
        "GatherBenchmark.gather",
        strategy,
        client,
        requests,
        "10ms",
        "poolSize=requests;target=",
        mode,
        fork,
        iteration,
        metric,
        value,
        unit,
        validity);
  }

  /** The same row with other parameters. */
  public static Row with(Row row, String params) {
    return new Row(
        row.info(),
        row.recordedAt(),
        row.benchmark(),
        row.strategy(),
        row.client(),
        row.requests(),
        row.latency(),
        params,
        row.mode(),
        row.fork(),
        row.iteration(),
        row.metric(),
        row.value(),
        row.unit(),
        row.validity());
  }

  /** The same row at another latency. */
  public static Row at(Row row, String latency) {
    return of(row, row.benchmark(), latency);
  }

  /** The same row of another benchmark, at another latency. */
  public static Row of(Row row, String benchmark, String latency) {
    return new Row(
        row.info(),
        row.recordedAt(),
        benchmark,
        row.strategy(),
        row.client(),
        row.requests(),
        latency,
        row.params(),
        row.mode(),
        row.fork(),
        row.iteration(),
        row.metric(),
        row.value(),
        row.unit(),
        row.validity());
  }

  /** A fork for each value, of two iterations about it. */
  public List<Row> forks(double... values) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      rows.add(row(i + 1, 1, values[i] * 0.99));
      rows.add(row(i + 1, 2, values[i] * 1.01));
    }
    return rows;
  }
}
