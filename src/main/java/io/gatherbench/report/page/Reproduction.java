package io.gatherbench.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.output.ShellWord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
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
   * @param plans a {@code plan.json} has the variants of a command, others are of the default one
   * @param cells for commands where there is no plan
   * @param notes takes what cannot be read
   */
  static List<String> lines(
      List<Path> plans, Collection<RunInfo> runs, List<CellSummary> cells, List<String> notes) {
    List<String> lines = new ArrayList<>();
    runs.stream()
        .map(run -> run.commit().replaceFirst("-dirty$", ""))
        .filter(commit -> commit.matches("[0-9a-f]{7,40}"))
        .distinct()
        .forEach(commit -> lines.add("git checkout " + commit + " && mvn package -DskipTests"));
    Set<String> planned = new LinkedHashSet<>();
    Set<String> commands = new LinkedHashSet<>();
    for (Path plan : plans) {
      try {
        JsonNode json = new ObjectMapper().readTree(plan.toFile());
        planned.add(json.path("run").asText());
        // A run of load has two plans of one command.
        commands.addAll(commands(plan, json));
      } catch (IOException e) {
        notes.add(plan + " cannot be read as the plan of a run");
      }
    }
    lines.addAll(commands);
    if (runs.stream().anyMatch(run -> !planned.contains(run.run().replaceFirst("#.*", "")))) {
      ReportNames.groups(cells, cell -> cell.column("benchmark")).stream()
          .limit(MOST)
          .forEach(own -> lines.add(command(own)));
      lines.add(
          "# the rows do not say in which order forks ran, nor how many iterations were asked");
    }
    return lines;
  }

  private static List<String> commands(Path file, JsonNode plan) {
    List<String> arguments = new ArrayList<>();
    plan.path("arguments").forEach(argument -> arguments.add(argument.asText()));
    JsonNode settings = plan.path("settings");
    String rounds = settings.path("rounds").asText();
    boolean decided = arguments.contains("--until");
    boolean extended = settings.path("last_look").asInt() > 0 && !decided;
    int asked = arguments.indexOf("--rounds") + 1;
    if (asked > 0 && !extended && !decided) {
      arguments.set(asked, rounds);
    }
    if (!arguments.contains("--seed")) {
      arguments.add("--seed");
      arguments.add(settings.path("seed").asText("0"));
    }
    String command =
        "java -jar benchmarks.jar " + (file.endsWith("plan.json") ? name(plan, arguments) : "");
    String first =
        command + arguments.stream().map(ShellWord::quoted).collect(Collectors.joining(" "));
    // Verdicts that were looked at before the run was extended hold by another rule.
    return extended
        ? List.of(first, command + "--resume FOLDER --rounds " + rounds)
        : List.of(first);
  }

  /** Returns the command whose plan it is. */
  private static String name(JsonNode plan, List<String> arguments) {
    String benchmark = plan.path("cells").path(0).path("benchmark").asText();
    if (plan.path("profiled").asBoolean()) {
      return "profile ";
    }
    if (arguments.contains("--base")) {
      return "gate ";
    }
    if (benchmark.equals("FirstGather")) {
      return "first ";
    }
    return benchmark.contains(".LoadBenchmark.") && !arguments.contains("--plan")
        ? "load "
        : "jdks ";
  }

  private static String command(List<CellSummary> cells) {
    StringBuilder line = new StringBuilder("java -jar benchmarks.jar ");
    line.append(ShellWord.quoted(cells.get(0).column("benchmark")));
    Set<String> columns = new LinkedHashSet<>();
    cells.forEach(cell -> columns.addAll(cell.columns().keySet()));
    columns.removeAll(ReportNames.NO_PARAMETERS);
    columns.remove("mode");
    for (String column : columns) {
      List<String> values = new ArrayList<>(ReportNames.distinct(cells, c -> c.column(column)));
      values.remove("");
      if (column.equals("prof")) {
        values.stream()
            .flatMap(value -> Stream.of(value.split("\\+")))
            .distinct()
            .forEach(profiler -> line.append(" -prof ").append(ShellWord.quoted(profiler)));
      } else if (column.equals("threads")) {
        values.stream()
            .limit(1)
            .forEach(threads -> line.append(" -t ").append(ShellWord.quoted(threads)));
      } else if (!values.isEmpty()) {
        line.append(" -p ").append(ShellWord.quoted(column + "=" + String.join(",", values)));
      }
    }
    return line.toString();
  }
}
