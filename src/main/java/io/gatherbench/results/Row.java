package io.gatherbench.results;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One measured value: a metric of one iteration of one fork, with all that is needed to understand
 * it alone. {@code results/README.md} documents columns and units; those without a value are empty.
 *
 * @param benchmark class and method, such as {@code GatherBenchmark.gather}
 * @param params the remaining parameters as {@code name=value;…}
 * @param fork which fresh JVM of the cell, from 1
 * @param iteration which iteration of the fork, from 1; 0 for a fork that failed
 * @param value NaN where there is none, because the fork failed
 */
public record Row(
    RunInfo info,
    OffsetDateTime recordedAt,
    String benchmark,
    String strategy,
    String client,
    String requests,
    String latency,
    String params,
    String mode,
    int fork,
    int iteration,
    String metric,
    double value,
    String unit,
    Validity validity) {

  /** Tells whether the row says what the machine itself gives. */
  public boolean isCalibration() {
    return benchmark.equals(CALIBRATION);
  }

  /** Tells whether the row belongs to no fork: it is of a calibration or of the plan. */
  public boolean isOfNoFork() {
    return isCalibration() || benchmark.equals(PLAN);
  }

  /** Tells whether the row is of a metric. */
  public boolean is(Metric ofInterest) {
    return metric.equals(ofInterest.id());
  }

  /** Returns the class and the method of a benchmark, without the package. */
  public static String shortName(String benchmark) {
    String[] parts = benchmark.split("\\.");
    return parts.length < 2 ? benchmark : parts[parts.length - 2] + "." + parts[parts.length - 1];
  }

  /** The benchmark of rows that say what the machine itself gives. */
  public static final String CALIBRATION = "calibration";

  /** The benchmark of rows that say how the run was planned. */
  public static final String PLAN = "plan";

  /** The header, in the order of the fields. */
  public static final List<String> COLUMNS =
      List.of(
          ("run recorded_at host os cpu cores memory_mb jdk vm vm_args gc stub commit benchmark"
                  + " strategy client requests latency params mode fork iteration metric value unit"
                  + " validity")
              .split(" "));

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

  /** Returns the fields as text, the same in every locale and time zone. */
  List<String> fields() {
    return List.of(
        info.run(),
        TIME.format(recordedAt),
        info.machine().host(),
        info.machine().os(),
        info.machine().cpu(),
        Integer.toString(info.machine().cores()),
        Long.toString(info.machine().memoryMb()),
        info.jdk(),
        info.vm(),
        info.vmArgs(),
        info.gc(),
        info.stub(),
        info.commit(),
        benchmark,
        strategy,
        client,
        requests,
        latency,
        params,
        mode,
        Integer.toString(fork),
        Integer.toString(iteration),
        metric,
        number(value),
        unit,
        validity.toString());
  }

  /** Reads a line's fields, with the runs of lines before; an error names column and value. */
  static Row fromFields(List<String> f, Map<List<String>, RunInfo> infos) {
    if (f.size() != COLUMNS.size()) {
      throw new IllegalArgumentException(f.size() + " fields, where a row has " + COLUMNS.size());
    }
    List<String> ofRun = new ArrayList<>(f.subList(2, 13));
    ofRun.add(f.get(0));
    RunInfo known = infos.get(ofRun);
    String column = "recorded_at";
    String field = f.get(1);
    try {
      OffsetDateTime recordedAt = OffsetDateTime.parse(field);
      if (known == null) {
        column = "cores";
        int cores = Integer.parseInt(field = f.get(5));
        column = "memory_mb";
        long memoryMb = Long.parseLong(field = f.get(6));
        Machine machine = new Machine(f.get(2), f.get(3), f.get(4), cores, memoryMb);
        known =
            new RunInfo(
                f.get(0), machine, f.get(7), f.get(8), f.get(9), f.get(10), f.get(11), f.get(12));
        infos.put(ofRun, known);
      }
      column = "fork";
      int fork = Integer.parseInt(field = f.get(20));
      column = "iteration";
      int iteration = Integer.parseInt(field = f.get(21));
      column = "value";
      field = f.get(23);
      double value = field.isEmpty() ? Double.NaN : Double.parseDouble(field);
      column = "validity";
      Validity validity = Validity.parse(field = f.get(25));
      return new Row(
          known,
          recordedAt,
          f.get(13),
          f.get(14),
          f.get(15),
          f.get(16),
          f.get(17),
          f.get(18),
          f.get(19),
          fork,
          iteration,
          f.get(22),
          value,
          f.get(24),
          validity);
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw new IllegalArgumentException("column " + column + " is '" + field + "'", e);
    }
  }

  /** Returns whole numbers without a fraction, others as Java prints them, without loss. */
  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
