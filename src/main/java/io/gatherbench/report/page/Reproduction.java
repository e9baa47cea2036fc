package io.gatherbench.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.results.RunInfo;
import java.io.IOException;
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
   * Returns the commands, a line each.
   *
   * @param plans plans of runs: a {@code plan.json} of {@code jdks}, others of the default command
   * @param runs where rows come from
   * @param cells cells of the rows, for commands where there is no plan
   * @param notes takes what cannot be read
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
        JsonNode json = new ObjectMapper().readTree(plan.toFile());
        planned.add(json.path("run").asText());
        lines.add(command(plan, json));
      } catch (IOException e) {
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

  private static String command(Path file, JsonNode plan) {
    StringBuilder command = new StringBuilder("java -jar benchmarks.jar");
    if (file.endsWith("plan.json")) {
      command.append(" jdks");
    }
    boolean seeded = false;
    for (JsonNode argument : plan.path("arguments")) {
      seeded |= argument.asText().equals("--seed");
      command.append(' ').append(quoted(argument.asText()));
    }
    return command + (seeded ? "" : " --seed " + plan.path("settings").path("seed").asLong());
  }

  /** Returns a command for each benchmark, with all values that its cells have. */
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

  private static String profilers(Set<String> values) {
    return values.stream()
        .flatMap(value -> Stream.of(value.split("\\+")))
        .distinct()
        .map(profiler -> " -prof " + quoted(profiler))
        .collect(Collectors.joining());
  }

  /** Returns a word of a shell's command line, quoted where needed. */
  private static String quoted(String word) {
    return word.matches("[\\p{Alnum}_./:=,@%+-]+")
        ? word
        : "'" + word.replaceAll("\\s*\\R\\s*", " ").replace("'", "'\\''") + "'";
  }
}
