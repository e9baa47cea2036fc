package io.gatherbench.command;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.results.RunInfo;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands that measure the rows of a report again. */
final class Reproduction {

  private static final int MOST = 10;

  private Reproduction() {}

  /**
   * A line each.
   *
   * @param plans of runs over several JDKs, which say what was asked and the seed
   * @param runs where rows come from
   * @param cells what they are of; told as commands where there is no plan
   */
  static List<String> lines(
      List<Path> plans, Collection<RunInfo> runs, List<CellSummary> cells, List<String> notes) {
    List<String> lines = new ArrayList<>();
    Set<String> commits = new LinkedHashSet<>();
    runs.forEach(run -> commits.add(run.commit().replaceFirst("-dirty$", "")));
    commits.removeIf(commit -> !commit.matches("[0-9a-f]{7,40}"));
    commits.forEach(commit -> lines.add("git checkout " + commit + " && mvn package -DskipTests"));
    Set<String> planned = new LinkedHashSet<>();
    for (Path plan : plans) {
      try {
        JsonObject json = new JsonObject(Files.readString(plan));
        planned.add(json.getString("run", ""));
        lines.add(command(json));
      } catch (IOException | DecodeException | ClassCastException e) {
        notes.add(plan + " cannot be read as the plan of a run");
      }
    }
    if (runs.stream().anyMatch(run -> !planned.contains(run.run().replaceFirst("#.*", "")))) {
      lines.addAll(commands(cells));
      lines.add(
          "# the rows do not say in which order forks ran, nor how many iterations were asked");
    }
    return lines;
  }

  private static String command(JsonObject plan) {
    StringBuilder command = new StringBuilder("java -jar benchmarks.jar jdks");
    boolean seeded = false;
    for (Object argument : plan.getJsonArray("arguments", new JsonArray())) {
      seeded |= argument.equals("--seed");
      command.append(' ').append(quoted(argument.toString()));
    }
    return command + (seeded ? "" : " --seed " + plan.getLong("seed"));
  }

  /** A command for each benchmark, with all values that its cells have. */
  private static List<String> commands(List<CellSummary> cells) {
    Map<String, Map<String, Set<String>>> benchmarks = new LinkedHashMap<>();
    for (CellSummary cell : cells) {
      Map<String, Set<String>> values =
          benchmarks.computeIfAbsent(cell.column("benchmark"), none -> new LinkedHashMap<>());
      cell.columns()
          .forEach(
              (name, value) -> {
                if (!List.of("benchmark", "mode", "jdk", "gc", "vm_args", "host", "commit")
                        .contains(name)
                    && !value.isEmpty()) {
                  values.computeIfAbsent(name, none -> new LinkedHashSet<>()).add(value);
                }
              });
    }
    List<String> lines = new ArrayList<>();
    benchmarks.forEach(
        (benchmark, parameters) -> {
          StringBuilder line = new StringBuilder("java -jar benchmarks.jar " + quoted(benchmark));
          parameters.forEach(
              (name, values) ->
                  line.append(
                      name.equals("prof")
                          ? profilers(values)
                          : " -p " + quoted(name + "=" + String.join(",", values))));
          if (lines.size() < MOST) {
            lines.add(line.toString());
          }
        });
    return lines;
  }

  /** With which options they ran, rows do not say. */
  private static String profilers(Set<String> values) {
    return values.stream()
        .flatMap(value -> Stream.of(value.split("\\+")))
        .distinct()
        .map(profiler -> " -prof " + quoted(profiler))
        .collect(Collectors.joining());
  }

  /** A word of a shell's command line, whatever is in it. */
  private static String quoted(String word) {
    return word.matches("[\\p{Alnum}_./:=,@%+-]+")
        ? word
        : "'" + word.replaceAll("\\s*\\R\\s*", " ").replace("'", "'\\''") + "'";
  }
}
