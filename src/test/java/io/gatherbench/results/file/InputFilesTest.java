package io.gatherbench.results.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.results.Machine;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowWriter;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.Validity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputFilesTest {

  private static final Set<FileKind> RESULTS = EnumSet.of(FileKind.ROWS, FileKind.JMH_JSON);

  private static final String JMH =
      """
      [{"benchmark": "org.example.Sorting.sort", "mode": "avgt", "forks": 2, "primaryMetric":
      {"score": 1.5, "scoreUnit": "ms/op", "rawData": [[1], [2]]}}]
      """;

  private static final String TABLE =
      "\"Benchmark\",\"Mode\",\"Threads\",\"Samples\",\"Score\"\n\"a.B.c\",\"avgt\",1,4,1.5\n";

  @TempDir Path folder;
  private final List<Row> rows = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "run,recorded_at,host | ROWS",
        "[ {}] | JMH_JSON",
        "[] | JMH_JSON",
        "[1, 2] | JMH_JSON",
        "[INFO] Scanning for projects | OTHER",
        "\"Benchmark\",\"Mode\",\"Threads\" | JMH_TABLE",
        "\"Benchmark\";\"Mode\";\"Threads\" | JMH_TABLE",
        "Benchmark  (size)  Mode  Cnt  Score | JMH_TABLE",
        "1,2,3~\"Benchmark\",\"Mode\",\"Threads\" | JMH_TABLE",
        "{\"gatherbench_plan\": 2} | PLAN",
        "{~  \"run\" : \"r\",~  \"gatherbench\" : {} } | OWN",
        "benchmark,strategy,client | OWN",
        "month,sales | OTHER",
        "{\"benchmarks\": []} | OTHER",
        "~ ~ | EMPTY",
      })
  void theContentTellsTheKind(String content, FileKind kind) throws IOException {
    Path file = Files.writeString(folder.resolve("any.name"), content.replace('~', '\n'));
    assertThat(FileKind.of(file)).isEqualTo(kind);
    Files.write(file, ("\ufeff" + content.replace('~', '\n')).getBytes(StandardCharsets.UTF_16LE));
    assertThat(FileKind.of(file)).isEqualTo(kind);
    compress("any.name", content.replace('~', '\n'));
    assertThat(FileKind.of(file)).isEqualTo(kind);
  }

  @Test
  void namesDoNotMatter() throws Exception {
    Files.writeString(folder.resolve("a.json.txt"), JMH);
    compress("b.gz", JMH.replace("[2]", "[3]"));
    assertThat(read(folder.resolve("a.json.txt"), folder.resolve("b.gz"))).isEmpty();
    assertThat(rows).hasSize(4);
  }

  @Test
  void foreignFilesOfAFolderHaveOneRemark() throws Exception {
    Files.writeString(folder.resolve("good.json"), JMH);
    Files.writeString(folder.resolve("boxes.json"), "[{\"width\": 1}]");
    Files.writeString(folder.resolve("numbers.json"), "[1, 2]");
    Files.writeString(folder.resolve("half.json"), JMH.substring(0, 30));
    Files.writeString(folder.resolve("nothing.json"), "[]");
    Files.writeString(folder.resolve("object.json"), "{}");
    Files.createFile(folder.resolve("empty.csv"));
    Files.writeString(folder.resolve("table.txt"), TABLE);
    Files.writeString(folder.resolve("sales.csv"), "month,sales\n1,2\n");
    Files.writeString(folder.resolve("README.md"), "# Results");
    Files.writeString(folder.resolve("17.environment.json"), "{\n  \"gatherbench\" : {}\n}");
    Path deep = Files.createDirectories(folder.resolve("deep/down"));
    Files.writeString(deep.resolve("more.json"), JMH.replace("[2]", "[3]"));
    assertThat(read(folder))
        .containsExactly(
            "Passed over in folders: "
                + "boxes.json is no JSON result of JMH's: an entry has no benchmark; "
                + "empty.csv is empty; "
                + "half.json is cut at line 1; "
                + "nothing.json has no results; "
                + "numbers.json is no JSON result of JMH's: an entry has no benchmark; "
                + "object.json is of another kind; "
                + "sales.csv is of another kind; "
                + "table.txt is a table of JMH's, without its forks; take its JSON (-rf json).");
    assertThat(rows).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{\"width\": 1}]", "[1]", "[{", "[]"})
  void whatIsNamedIsRefused(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("it.json"), content);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString());
  }

  @ParameterizedTest
  @CsvSource({"month,file is ", "'',is empty", "Benchmark Mode Cnt,take its JSON (-rf json)"})
  void whatIsOfNoUseIsRefused(String content, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("it.csv"), content);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("it.csv");
  }

  @Test
  void onlyRowsHideTheJsonOfTheirName() throws Exception {
    Files.writeString(folder.resolve("run.json"), JMH);
    Files.writeString(folder.resolve("run.part-2.json"), JMH);
    for (String csv :
        List.of("month,sales\n1,2\n", "", TABLE, String.join(",", Row.COLUMNS) + "\n")) {
      rows.clear();
      Files.writeString(folder.resolve("run.csv"), csv);
      read(folder);
      assertThat(rows).as(csv).hasSize(4);
    }
    rows.clear();
    Files.delete(folder.resolve("run.csv"));
    writeRows("run.csv");
    assertThat(read(folder)).isEmpty();
    assertThat(rows).extracting(Row::benchmark).containsExactly("Own.one", "Own.two");
    rows.clear();
    assertThat(read(folder.resolve("run.json"))).isEmpty();
    assertThat(rows).hasSize(2);
  }

  @Test
  void rowsBeforeADamageAreTakenInFolders() throws Exception {
    writeRows("own.csv");
    Path file = folder.resolve("own.csv");
    Files.writeString(file, Files.readString(file).replace(",2.5,", ",two,") + "more\n");
    assertThat(read(folder))
        .singleElement()
        .asString()
        .contains("own.csv, line 3: column value is 'two' (the rows before that are taken)");
    assertThat(rows).extracting(Row::benchmark).containsExactly("Own.one");
    assertThatThrownBy(() -> read(file)).hasMessageContaining("line 3");
  }

  @Test
  void fileOfAFolderIsPassedOverIfItsRowsAreRefused() throws Exception {
    writeRows("own.csv");
    InputFiles.FileRowSink<Exception> picky =
        (file, row) -> {
          if (row.benchmark().equals("Own.two")) {
            throw new Exception("it is there twice");
          }
        };
    assertThat(InputFiles.find(List.of(folder), RESULTS, "results").read(picky))
        .containsExactly(
            "Passed over in folders: own.csv: it is there twice (the rows before that are taken).");
    Path file = folder.resolve("own.csv");
    assertThatThrownBy(() -> InputFiles.find(List.of(file), RESULTS, "results").read(picky))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": it is there twice");
  }

  @Test
  void damagedCompressedFilesArePassedOver() throws Exception {
    compress("a.json.gz", JMH);
    byte[] whole = Files.readAllBytes(folder.resolve("a.json.gz"));
    Files.write(folder.resolve("a.json.gz"), Arrays.copyOf(whole, whole.length - 10));
    Files.write(folder.resolve("b.gz"), new byte[] {0x1f, (byte) 0x8b, 1, 2, 3});
    assertThat(read(folder))
        .singleElement()
        .asString()
        .contains("a.json.gz: the compressed file is cut or damaged")
        .contains("b.gz");
  }

  @Test
  void draftsOfFilesAreNoResults() throws Exception {
    writeRows("run.csv");
    Files.writeString(folder.resolve("run.json"), JMH);
    Files.writeString(folder.resolve(".1b9d.part"), JMH);
    Files.writeString(folder.resolve(".run.json.1b9d.part"), JMH.substring(0, 40));
    assertThat(read(folder)).isEmpty();
    assertThat(rows).hasSize(2);
  }

  @Test
  void folderMayBeALink() throws Exception {
    Path results = Files.createDirectory(folder.resolve("2026"));
    Files.writeString(results.resolve("a.json"), JMH);
    Files.writeString(results.resolve("b.json"), "[{");
    Path link = Files.createSymbolicLink(folder.resolve("latest"), results);
    assertThat(read(link)).singleElement().asString().contains("b.json is cut");
    assertThat(rows).hasSize(2);
  }

  private List<String> read(Path... named) throws IOException, UnusableInputException {
    return InputFiles.find(List.of(named), RESULTS, "results")
        .<RuntimeException>read((file, row) -> rows.add(row));
  }

  private void compress(String name, String content) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void writeRows(String name) throws IOException {
    try (RowWriter writer = new RowWriter(folder.resolve(name))) {
      writer.write(List.of(row("Own.one", 1.5), row("Own.two", 2.5)));
    }
  }

  private static Row row(String benchmark, double value) {
    Machine machine = new Machine("host", "Linux", "CPU", 2, 24_000);
    return new Row(
        new RunInfo("run", machine, "25", "vm", "", "G1", "stub", "abc"),
        OffsetDateTime.parse("2026-11-21T10:00:00Z"),
        benchmark,
        "",
        "",
        "",
        "",
        "",
        "avgt",
        1,
        1,
        "time",
        value,
        "ms",
        Validity.VALID);
  }
}
