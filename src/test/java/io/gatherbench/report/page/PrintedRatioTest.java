package io.gatherbench.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.report.comparison.ComparisonFormat;
import io.gatherbench.report.text.HeadlineTable;
import io.gatherbench.results.Json;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every printed ratio is the quotient of the printed values, in all views of the stored results.
 */
class PrintedRatioTest {

  private static final Path RESULTS = Path.of("results");
  private static final Map<Path, List<Row>> READ = new HashMap<>();
  private static final String NUMBER = "(\\d{1,3}(?: \\d{3})*(?:\\.\\d+)?)";

  /** Two values and their ratio, before its interval. */
  private static final Pattern CELL =
      Pattern.compile(NUMBER + "[ |]{2,}" + NUMBER + "[ |]{2,}" + NUMBER + "[ |]+\\[");

  /** Stored rows; {@code stopped} without some of the last round, as when a run is interrupted. */
  record Run(Path folder, boolean stopped) {}

  /** Relative error of a quotient of numbers of six digits. */
  private static final double SIX_DIGITS = 2e-5;

  @TempDir Path folder;

  /** The folders that hold rows of several JDKs, whole and stopped. */
  static List<Run> runs() throws IOException {
    try (Stream<Path> files = Files.walk(RESULTS)) {
      return files
          .filter(file -> file.endsWith("plan.json"))
          .map(Path::getParent)
          .filter(folder -> rowFiles(folder).size() > 1)
          .sorted()
          .flatMap(folder -> Stream.of(new Run(folder, false), new Run(folder, true)))
          .filter(run -> !run.stopped() || hasSeveralRounds(run.folder()))
          .toList();
    }
  }

  private static boolean hasSeveralRounds(Path folder) {
    try {
      return rows(new Run(folder, false)).stream().anyMatch(row -> row.fork() > 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TEXT", "MARKDOWN"})
  void comparisonsForPeopleAgree(ComparisonFormat format) throws Exception {
    int checked = 0;
    for (Run results : runs()) {
      Matcher cells = CELL.matcher(String.join("\n", format.lines(compared(results))));
      for (MatchResult cell : cells.results().toList()) {
        assertQuotient(cell.group(3), cell.group(2), cell.group(1));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(30);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void comparisonsAsCsvAgree(Run results) throws Exception {
    int checked = 0;
    for (NamedCsvRecord line :
        csv(String.join("\n", ComparisonFormat.CSV.lines(compared(results))))) {
      if (!line.getField("ratio").isEmpty()) {
        assertExact(number(line, "ratio"), number(line, "value") / number(line, "baseline_value"));
        checked++;
      }
    }
    assertThat(checked).isPositive();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void comparisonsAsJsonAgree(Run results) throws Exception {
    String text = String.join("\n", ComparisonFormat.JSON.lines(compared(results)));
    List<JsonNode> pairs =
        Json.tree(text.getBytes(StandardCharsets.UTF_8)).findParents("ratio").stream()
            .filter(pair -> pair.has("baseline"))
            .toList();
    assertThat(pairs).isNotEmpty();
    for (JsonNode pair : pairs) {
      assertExact(
          pair.path("ratio").path("value").asDouble(),
          pair.path("other").path("value").asDouble()
              / pair.path("baseline").path("value").asDouble());
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theReportAgrees(Run results) throws Exception {
    ReportFiles.write(SampleRows.report(rows(results)), folder, false);
    List<NamedCsvRecord> lines = csv(Files.readString(folder.resolve("report.csv")));
    Map<List<String>, Double> fastest = new HashMap<>();
    Map<List<String>, Double> sequential = new HashMap<>();
    Map<List<String>, Double> byJdk = new HashMap<>();
    for (NamedCsvRecord line : lines) {
      if (line.getField("standing").equals("fastest")) {
        fastest.put(situation(line), number(line, "value"));
      }
      if (line.getField("strategy").equals("SEQUENTIAL")) {
        sequential.put(situation(line), number(line, "value"));
      }
      byJdk.put(cell(line, line.getField("jdk")), number(line, "value"));
    }
    String baseline = lines.get(0).getField("jdk");
    for (NamedCsvRecord line : lines) {
      double value = number(line, "value");
      if (!line.getField("to_fastest").isEmpty()) {
        assertExact(number(line, "to_fastest"), value / fastest.get(situation(line)));
      }
      if (!line.getField("speedup").isEmpty()) {
        assertExact(number(line, "speedup"), sequential.get(situation(line)) / value);
      }
      if (!line.getField("to_baseline_jdk").isEmpty()) {
        assertExact(number(line, "to_baseline_jdk"), value / byJdk.get(cell(line, baseline)));
      }
    }
    Matcher cells = CELL.matcher(Files.readString(folder.resolve("report.md")));
    cells.results().forEach(cell -> assertQuotient(cell.group(3), cell.group(2), cell.group(1)));
  }

  @Test
  void theTableOfARunAgrees() throws Exception {
    List<Row> rows = RowReader.read(RESULTS.resolve("2026-11-27-vm/25.0.3.csv.gz"));
    List<String> strategies = rows.stream().map(Row::strategy).distinct().sorted().toList();
    List<String> lines =
        new HeadlineTable(CellAggregator.summaries(rows), List.of(), strategies, cell -> "", false)
            .lines();
    Pattern line =
        Pattern.compile("(.{8}) ([A-Z_]+)(?: !)? +" + NUMBER + " +±\\S+ % +(" + NUMBER + " ×)?.*");
    Map<String, String> sequential = new HashMap<>();
    Map<String, List<MatchResult>> others = new HashMap<>();
    String requests = "";
    for (String text : lines) {
      Matcher cell = line.matcher(text);
      if (cell.matches()) {
        requests = cell.group(1).isBlank() ? requests : cell.group(1);
        others.computeIfAbsent(requests, key -> new ArrayList<>()).add(cell.toMatchResult());
        if (cell.group(2).equals("SEQUENTIAL")) {
          sequential.put(requests, cell.group(3));
        }
      }
    }
    assertThat(sequential).isNotEmpty();
    sequential.forEach(
        (size, base) ->
            others.get(size).forEach(cell -> assertQuotient(cell.group(5), base, cell.group(3))));
  }

  private static Comparison compared(Run results) throws Exception {
    CellAggregator cells = new CellAggregator(ComparisonSpec.usual().withBy("jdk"));
    for (Row row : rows(results)) {
      cells.add("rows", row);
    }
    return cells.compare();
  }

  private static List<Row> rows(Run results) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Path file : rowFiles(results.folder())) {
      if (!READ.containsKey(file)) {
        READ.put(file, RowReader.read(file));
      }
      rows.addAll(READ.get(file));
    }
    int last = rows.stream().mapToInt(Row::fork).max().orElseThrow();
    String first = rows.get(0).info().run();
    rows.removeIf(
        row -> results.stopped() && row.fork() == last && !row.info().run().equals(first));
    return rows;
  }

  private static List<Path> rowFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.csv(\\.gz)?")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> situation(NamedCsvRecord line) {
    return List.of(
        line.getField("jdk"), line.getField("requests"), line.getField("latency"), work(line));
  }

  private static List<String> cell(NamedCsvRecord line, String jdk) {
    return List.of(jdk, line.getField("strategy"), line.getField("requests"), work(line));
  }

  /** Parameters by which results differ in their work, besides requests and latency. */
  private static String work(NamedCsvRecord line) {
    return Stream.of(line.getField("params").split(";"))
        .filter(parameter -> parameter.matches("(start|session)=.*"))
        .collect(Collectors.joining(";"));
  }

  private static List<NamedCsvRecord> csv(String text) {
    return CsvReader.builder().ofNamedCsvRecord(text).stream().toList();
  }

  private static double number(NamedCsvRecord line, String column) {
    return Double.parseDouble(line.getField(column));
  }

  private static void assertExact(double ratio, double quotient) {
    assertThat(ratio).isCloseTo(quotient, within(quotient * SIX_DIGITS));
  }

  /** Numbers are rounded by half of their last digit at most. */
  private static void assertQuotient(String ratio, String value, String base) {
    double least = (parse(value) - half(value)) / (parse(base) + half(base)) - half(ratio);
    double most = (parse(value) + half(value)) / (parse(base) - half(base)) + half(ratio);
    assertThat(parse(ratio)).as("%s / %s", value, base).isBetween(least - 1e-9, most + 1e-9);
  }

  private static double parse(String number) {
    return Double.parseDouble(number.replace(" ", ""));
  }

  private static double half(String number) {
    int point = number.indexOf('.');
    return 0.5 * Math.pow(10, point < 0 ? 0 : point + 1 - number.length());
  }
}
