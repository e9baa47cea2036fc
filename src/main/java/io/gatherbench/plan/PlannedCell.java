package io.gatherbench.plan;

import io.gatherbench.results.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A benchmark by its full name, a value of each parameter, by name, and a fork's foreseen time. */
public record PlannedCell(
    String benchmark, Map<String, String> parameters, double foreseenSeconds) {

  /** The columns and parameters that say how work is executed, not what it is. */
  public static final List<String> OF_THE_STRATEGY =
      List.of("strategy", "client", "executor", "poolSize", "maxInFlight");

  private static final String REQUESTS = "requests";
  private static final String START = "start";

  public PlannedCell {
    parameters = new TreeMap<>(parameters);
  }

  /** Returns all combinations of some values, in the order of the parameters' names. */
  public static List<Map<String, String>> combinations(Map<String, List<String>> values) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (String name : new TreeSet<>(values.keySet())) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> shorter : combinations) {
        for (String value : values.get(name)) {
          Map<String, String> combination = new LinkedHashMap<>(shorter);
          combination.put(name, value);
          longer.add(combination);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  /** Returns the work of this cell, which other strategies may do as well. */
  public Map<String, String> work() {
    Map<String, String> work = new TreeMap<>(parameters);
    OF_THE_STRATEGY.forEach(work::remove);
    work.put("", benchmark);
    return work;
  }

  /** Returns whether benchmark and parameters are the same; the foreseen time may differ. */
  public boolean isSameAs(PlannedCell other) {
    return benchmark.equals(other.benchmark) && parameters.equals(other.parameters);
  }

  /** Returns {@code GatherBenchmark.gather EVENT_LOOP over VERTX, 64 requests} or the like. */
  @Override
  public String toString() {
    return (Row.shortName(benchmark) + " " + withoutBenchmark()).strip();
  }

  /**
   * Returns {@code EVENT_LOOP over VERTX, 64 requests} or the like; all parameters as {@code
   * name=value} if the cell has no strategy.
   */
  public String withoutBenchmark() {
    if (!parameters.containsKey("strategy") && !parameters.containsKey(REQUESTS)) {
      return parameters.entrySet().stream()
          .map(Map.Entry::toString)
          .collect(Collectors.joining(", "));
    }
    String client = parameters.containsKey("client") ? " over " + parameters.get("client") : "";
    String requests =
        parameters.containsKey(REQUESTS) ? parameters.get(REQUESTS) + " requests" : "";
    String start = parameters.containsKey(START) ? START + "=" + parameters.get(START) : "";
    return Stream.of(parameters.getOrDefault("strategy", "") + client, requests, start)
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(", "));
  }
}
