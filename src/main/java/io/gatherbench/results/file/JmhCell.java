package io.gatherbench.results.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatherbench.results.Machine;
import io.gatherbench.results.ParameterText;
import io.gatherbench.results.RunInfo;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What tells an entry of JMH's JSON from others, whatever it measured. What JMH before 1.19 does
 * not say is empty, but for the JDK.
 *
 * @param jdk {@code unknown} if the entry does not say
 * @param params further parameters of the benchmark, and the settings of JMH that are not usual
 */
record JmhCell(
    String jdk,
    String vm,
    String vmArgs,
    String benchmark,
    String strategy,
    String client,
    String requests,
    String latency,
    String params,
    String mode) {

  static final String OWN_BENCHMARKS = "io.gatherbench.benchmark.";

  private static final Set<String> OWN_COLUMN = Set.of("strategy", "client", "requests", "latency");

  private static final String THREADS = "threads";
  private static final String NO_VALUE = "(null)";

  /** Reads what an entry says; throws {@code IllegalArgumentException} if it lacks the work. */
  static JmhCell of(JsonNode entry, JmhRemarks remarks) {
    JsonNode params = entry.path("params");
    if (!params.isObject() && !params.isMissingNode() && !params.isNull()) {
      throw new IllegalArgumentException("an entry's params are no object");
    }
    String jdk = text(entry, "jdkVersion");
    return new JmhCell(
        jdk.isEmpty() ? "unknown" : jdk,
        (text(entry, "vmName") + " " + text(entry, "vmVersion")).strip(),
        LaunchFlags.lasting(entry.path("jvmArgs"), remarks),
        benchmark(required(entry, "benchmark")),
        value(params.path("strategy")),
        value(params.path("client")),
        value(params.path("requests")),
        value(params.path("latency")),
        ParameterText.of(remaining(entry, params)),
        required(entry, "mode"));
  }

  /** Returns the columns that all rows of the entry share; the machine is unknown. */
  RunInfo info(String run) {
    return new RunInfo(run, new Machine("", "", "", 0, 0), jdk, vm, vmArgs, "", "", "");
  }

  private static String benchmark(String name) {
    return name.startsWith(OWN_BENCHMARKS) ? name.substring(OWN_BENCHMARKS.length()) : name;
  }

  private static Map<String, String> remaining(JsonNode entry, JsonNode params) {
    Map<String, String> remaining = new TreeMap<>();
    for (Map.Entry<String, JsonNode> param : params.properties()) {
      String name = param.getKey();
      if (!OWN_COLUMN.contains(name)) {
        boolean taken = name.equals(THREADS) || ParameterText.JMH_SETTINGS.contains(name);
        String unique = taken ? ParameterText.PREFIX + name : name;
        remaining.put(unique, value(param.getValue()));
      }
    }
    String threads = text(entry, THREADS);
    if (!Set.of("", "1").contains(threads)) {
      remaining.put(THREADS, threads);
    }
    remaining.put(ParameterText.JMH_VERSION, text(entry, "jmhVersion"));
    ParameterText.JMH_ITERATIONS.forEach(kind -> remaining.put(kind, iterations(entry, kind)));
    ParameterText.JMH_SETTINGS.forEach(setting -> remaining.remove(setting, ""));
    return remaining;
  }

  /** Returns {@code 5 x 10 s} or the like; empty if the entry does not say. */
  private static String iterations(JsonNode entry, String phase) {
    String number = text(entry, phase + "Iterations");
    String batch = text(entry, phase + "BatchSize");
    return (number.isEmpty() ? "" : number + " x " + text(entry, phase + "Time")).strip()
        + (batch.isEmpty() || batch.equals("1") ? "" : ", batches of " + batch);
  }

  /** Returns a parameter's value as text, that of null unlike that of any text. */
  private static String value(JsonNode value) {
    if (value.isNull()) {
      return NO_VALUE;
    }
    String text = value.isContainerNode() ? value.toString() : value.asText();
    return text.matches("\"*\\(null\\)\"*") ? '"' + text + '"' : text;
  }

  /** Returns a member as text; empty if there is none. */
  static String text(JsonNode object, String name) {
    JsonNode member = object.path(name);
    return member.isNull() ? "" : member.asText();
  }

  static String required(JsonNode object, String name) {
    JsonNode member = object.path(name);
    if (!member.isTextual()) {
      throw new IllegalArgumentException("an entry has no " + name);
    }
    return member.asText();
  }
}
