package io.gatherbench.compare;

import io.gatherbench.results.ParameterText;
import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The key of one cell in one file, as the user named it: what its rows have in common. */
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

  /** Columns that identify a cell's work, besides its parameters. */
  private static final Map<String, Function<CellKey, String>> WORK_COLUMNS = new LinkedHashMap<>();

  /** Columns of what the cell ran on. */
  private static final Map<String, Function<CellKey, String>> ENVIRONMENT = new LinkedHashMap<>();

  /** Options of JMH's that rows name where they are not the default, which stands here. */
  static final Map<String, String> DEFAULTS = Map.of("threads", "1");

  static {
    WORK_COLUMNS.put("benchmark", CellKey::benchmark);
    WORK_COLUMNS.put("strategy", CellKey::strategy);
    WORK_COLUMNS.put("client", CellKey::client);
    WORK_COLUMNS.put("requests", CellKey::requests);
    WORK_COLUMNS.put("latency", CellKey::latency);
    WORK_COLUMNS.put("mode", CellKey::mode);
    ENVIRONMENT.put("file", CellKey::file);
    ENVIRONMENT.put("run", key -> key.info.ofJmh() ? "" : key.plan());
    ENVIRONMENT.put("host", key -> key.info.machine().host());
    ENVIRONMENT.put("os", key -> key.info.machine().os());
    ENVIRONMENT.put("cpu", key -> key.info.machine().cpu());
    ENVIRONMENT.put("cores", key -> number(key.info.machine().cores()));
    ENVIRONMENT.put("memory_mb", key -> number(key.info.machine().memoryMb()));
    ENVIRONMENT.put("jdk", CellKey::variant);
    ENVIRONMENT.put("vm", key -> key.info.vm());
    ENVIRONMENT.put("vm_args", key -> key.info.vmArgs());
    ENVIRONMENT.put("gc", key -> key.info.gc());
    ENVIRONMENT.put("stub", key -> key.info.stub());
    ENVIRONMENT.put("commit", key -> key.info.commit());
  }

  static final List<String> WORK = List.copyOf(WORK_COLUMNS.keySet());

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

  /** Returns all names that {@link #value} takes: columns of the row, the file, and parameters. */
  List<String> names() {
    List<String> names = new ArrayList<>(WORK);
    names.addAll(parameters());
    names.addAll(ENVIRONMENT.keySet());
    return names;
  }

  /**
   * Returns the names of the parameters that have no column of their own. One that is called like a
   * column has {@link ParameterText#PREFIX} before its name.
   */
  List<String> parameters() {
    return ParameterText.parse(params).keySet().stream()
        .map(name -> isColumn(name) ? ParameterText.PREFIX + name : name)
        .toList();
  }

  private static boolean isColumn(String name) {
    return WORK_COLUMNS.containsKey(name) || ENVIRONMENT.containsKey(name);
  }

  /**
   * Returns a column's or a parameter's value, if there is one. A plan's run appends the name of
   * the variant to its own ({@code 20261121T080115Z-3f09ac#big}): {@code jdk} is then that name,
   * and {@code run} what stands before it.
   */
  Optional<String> value(String name) {
    Function<CellKey, String> column = WORK_COLUMNS.getOrDefault(name, ENVIRONMENT.get(name));
    return column != null ? Optional.of(column.apply(this)) : parameter(name);
  }

  private Optional<String> parameter(String name) {
    String own =
        name.startsWith(ParameterText.PREFIX)
            ? name.substring(ParameterText.PREFIX.length())
            : name;
    Map<String, String> parameters = ParameterText.parse(params);
    return Optional.ofNullable(parameters.get(name))
        .or(() -> Optional.ofNullable(isColumn(own) ? parameters.get(own) : null))
        .or(() -> Optional.ofNullable(DEFAULTS.get(name)));
  }

  /** Returns the run without the name of the variant. */
  String plan() {
    return ForkValues.planOf(info.run());
  }

  private String variant() {
    int mark = info.run().indexOf('#');
    return mark < 0 ? info.jdk() : info.run().substring(mark + 1);
  }

  /** Returns the number as text; empty for 0, which stands for what JMH's own results lack. */
  private static String number(long value) {
    return value == 0 ? "" : Long.toString(value);
  }
}
