package io.gatherbench.compare;

import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the rows of one cell in one file have in common, and that rows of others differ
 * in.
 *
 * @param file the file that they came from, as the user named it
 */
record CellKey(
    String file,
    RunInfo info,
    String benchmark,
    String strategy,
    String client,
    String requests,
    String latency,
    String params,
    String mode) {

  /** What identifies a cell's work, besides its parameters. */
  static final List<String> WORK =
      List.of("benchmark", "strategy", "client", "requests", "latency", "mode");

  /** What it ran on. */
  private static final List<String> ENVIRONMENT =
      List.of(
          "file",
          "run",
          "host",
          "os",
          "cpu",
          "cores",
          "memory_mb",
          "jdk",
          "vm",
          "vm_args",
          "gc",
          "stub",
          "commit");

  static CellKey of(String file, Row row) {
    return new CellKey(
        file,
        row.info(),
        row.benchmark(),
        row.strategy(),
        row.client(),
        row.requests(),
        row.latency(),
        row.params(),
        row.mode());
  }

  /** Whether a row has all of this. */
  boolean isOf(String fileOfRow, Row row) {
    return file.equals(fileOfRow)
        && info.equals(row.info())
        && strategy.equals(row.strategy())
        && requests.equals(row.requests())
        && benchmark.equals(row.benchmark())
        && client.equals(row.client())
        && latency.equals(row.latency())
        && params.equals(row.params())
        && mode.equals(row.mode());
  }

  /** All names that {@link #value} knows: columns of the row, the file, and parameters. */
  List<String> names() {
    List<String> names = new ArrayList<>(WORK);
    names.addAll(parameters());
    names.addAll(ENVIRONMENT);
    return names;
  }

  /** The names of the parameters that have no column of their own. */
  List<String> parameters() {
    List<String> names = new ArrayList<>();
    for (String assignment : params.split(";")) {
      if (assignment.contains("=")) {
        names.add(assignment.substring(0, assignment.indexOf('=')));
      }
    }
    return names;
  }

  /**
   * A column's or a parameter's value. A run of several JDKs appends the name of the arm to its own
   * ({@code 20261121T080115Z-3f09ac#big}): {@code jdk} is then that name, and {@code run} what
   * stands before it.
   *
   * @return empty if there is no such column or parameter
   */
  Optional<String> value(String name) {
    int mark = info.run().indexOf('#');
    return switch (name) {
      case "benchmark" -> Optional.of(benchmark);
      case "strategy" -> Optional.of(strategy);
      case "client" -> Optional.of(client);
      case "requests" -> Optional.of(requests);
      case "latency" -> Optional.of(latency);
      case "mode" -> Optional.of(mode);
      case "file" -> Optional.of(file);
      case "run" -> Optional.of(mark < 0 ? info.run() : info.run().substring(0, mark));
      case "jdk" -> Optional.of(mark < 0 ? info.jdk() : info.run().substring(mark + 1));
      case "host" -> Optional.of(info.machine().host());
      case "os" -> Optional.of(info.machine().os());
      case "cpu" -> Optional.of(info.machine().cpu());
      case "cores" -> Optional.of(number(info.machine().cores()));
      case "memory_mb" -> Optional.of(number(info.machine().memoryMb()));
      case "vm" -> Optional.of(info.vm());
      case "vm_args" -> Optional.of(info.vmArgs());
      case "gc" -> Optional.of(info.gc());
      case "stub" -> Optional.of(info.stub());
      case "commit" -> Optional.of(info.commit());
      default -> parameter(name);
    };
  }

  private Optional<String> parameter(String name) {
    for (String assignment : params.split(";")) {
      if (assignment.startsWith(name + "=")) {
        return Optional.of(assignment.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }

  /** What JMH's own results do not say is 0 in the row. */
  private static String number(long value) {
    return value == 0 ? "" : Long.toString(value);
  }
}
