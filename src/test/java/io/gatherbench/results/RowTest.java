package io.gatherbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatherbench.Generator;
import io.gatherbench.results.output.UnwritableOutputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowTest {

  private final Locale before = Locale.getDefault();
  @TempDir Path folder;

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Path file = folder.resolve("rows.csv");
    List<Row> rows =
        List.of(
            row("-Xmx1g -Da=\"b,c\"", 10.25, Validity.VALID),
            row("", 1024, Validity.flagged("late, by 12 %\nand \"more\"")),
            row("", Double.NaN, Validity.ofFailure("starved: none ran; at all")),
            row("", 1e-9, Validity.voided("3 sent and 2 served")));
    try (RowWriter writer = new RowWriter(file)) {
      writer.write(rows.subList(0, 1));
      writer.write(rows.subList(1, rows.size()));
    }
    assertThat(RowReader.read(file)).isEqualTo(rows);
  }

  @Test
  void aForkThatFailedHasNoValue() throws IOException {
    Path file = folder.resolve("rows.csv");
    try (RowWriter writer = new RowWriter(file)) {
      writer.write(List.of(row("", Double.NaN, Validity.voided("fork failed: x"))));
    }
    assertThat(RowReader.read(file).get(0).value()).isNaN();
    assertThat(Files.readString(file)).doesNotContain("NaN");
  }

  @Test
  void theLocaleDoesNotShow() throws IOException {
    Path here = folder.resolve("here.csv");
    Path there = folder.resolve("there.csv");
    List<Row> rows = List.of(row("", 1234567.5, Validity.VALID));
    try (RowWriter writer = new RowWriter(here)) {
      writer.write(rows);
    }
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try (RowWriter writer = new RowWriter(there)) {
      writer.write(rows);
    }
    assertThat(there).hasSameTextualContentAs(here);
    assertThat(Files.readString(here)).contains(",1234567.5,ms,valid\n");
  }

  @Test
  void theHeaderIsTheContract() throws IOException {
    Path file = folder.resolve("rows.csv");
    new RowWriter(file).close();
    assertThat(Files.readString(file))
        .isEqualTo(
            "run,recorded_at,host,os,cpu,cores,memory_mb,jdk,vm,vm_args,gc,stub,commit,benchmark,"
                + "strategy,client,requests,latency,params,mode,fork,iteration,metric,value,unit,"
                + "validity\n");
  }

  @Test
  void aFileThatIsThereIsNotOverwritten() throws IOException {
    Path file = Files.writeString(folder.resolve("rows.csv"), "precious");
    assertThatThrownBy(() -> new RowWriter(file)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("precious");
  }

  @Test
  void fullDiskIsSaidInOneLine() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "a device without space");
    assertThatThrownBy(() -> RowWriter.resume(full, 0))
        .isInstanceOf(UnwritableOutputException.class)
        .hasMessageStartingWith("/dev/full cannot be written: ")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void theFirstRowsAreReadWhileOthersAreAdded() throws IOException {
    Path file = folder.resolve("rows.csv");
    List<Row> first = List.of(row("", 1.5, Validity.VALID), row("", 2.5, Validity.VALID));
    long length;
    try (RowWriter writer = new RowWriter(file)) {
      writer.write(first);
      length = writer.force();
      writer.write(List.of(row("", 3.5, Validity.VALID)));
    }
    Files.writeString(file, "a row that is", StandardOpenOption.APPEND);
    List<Row> read = new ArrayList<>();
    RowReader.<RuntimeException>read(file, length, read::add);
    assertThat(read).isEqualTo(first);
  }

  @Test
  void aForeignFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("x.csv"), "a,b\n1,2\n");
    assertThatThrownBy(() -> RowReader.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("header");
  }

  @Test
  void aWrongFieldIsNamedWithItsLine() throws IOException {
    Path file = folder.resolve("rows.csv");
    try (RowWriter writer = new RowWriter(file)) {
      writer.write(List.of(row("", 1.5, Validity.VALID), row("", 2.5, Validity.VALID)));
    }
    Files.writeString(file, Files.readString(file).replace(",2.5,", ",two,"));
    assertThatThrownBy(() -> RowReader.read(file))
        .hasMessageContaining("line 3")
        .hasMessageContaining("value")
        .hasMessageContaining("two");
  }

  @Test
  void compressedRowsAreReadAlike() throws IOException {
    Path file = folder.resolve("rows.csv");
    try (RowWriter writer = new RowWriter(file)) {
      writer.write(List.of(row("", 1.5, Validity.VALID), row("", 2.5, Validity.VALID)));
    }
    Path compressed = folder.resolve("rows.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      Files.copy(file, out);
    }
    assertThat(RowReader.read(compressed)).isEqualTo(RowReader.read(file));
    byte[] whole = Files.readAllBytes(compressed);
    Files.write(compressed, Arrays.copyOf(whole, whole.length - 9));
    assertThatThrownBy(() -> RowReader.read(compressed))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("rows.csv.gz: ");
    Files.copy(file, compressed, StandardCopyOption.REPLACE_EXISTING);
    assertThat(RowReader.read(compressed)).hasSize(2);
  }

  @Test
  void aRowCutInTheMiddleIsNamedWithItsLine() throws IOException {
    Path file = folder.resolve("rows.csv");
    try (RowWriter writer = new RowWriter(file)) {
      writer.write(List.of(row("", 1.5, Validity.VALID)));
    }
    String whole = Files.readString(file).lines().skip(1).findFirst().orElseThrow();
    Files.writeString(file, "cut,2026-\n" + whole + "\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> RowReader.read(file))
        .hasMessageContaining("line 3")
        .hasMessageContaining("2 fields");
  }

  static Stream<Generator> hundredCases() {
    return Generator.cases(100);
  }

  static Stream<Generator> fiveCases() {
    return Generator.cases(5);
  }

  @ParameterizedTest
  @MethodSource("hundredCases")
  void writtenRowsAreReadBack(Generator random) throws IOException {
    Path file = folder.resolve("rows.csv");
    List<Row> rows = random.list(0, 20, RowTest::anyRow);
    try (RowWriter writer = new RowWriter(file)) {
      writer.write(rows);
    }
    assertThat(RowReader.read(file)).isEqualTo(rows);
  }

  @ParameterizedTest
  @MethodSource("fiveCases")
  void cutFileKeepsItsWholeRows(Generator random) throws IOException {
    Path file = folder.resolve("rows.csv");
    List<Row> rows = random.list(1, 4, RowTest::anyRow);
    List<Long> ends = new ArrayList<>();
    try (RowWriter writer = new RowWriter(file)) {
      ends.add(writer.force());
      for (Row row : rows) {
        writer.write(List.of(row));
        ends.add(writer.force());
      }
    }
    byte[] whole = Files.readAllBytes(file);
    Path cut = folder.resolve("cut.csv");
    for (int end = ends.get(0).intValue(); end <= whole.length; end++) {
      Files.write(cut, Arrays.copyOf(whole, end));
      long length = end;
      int complete = (int) ends.stream().filter(known -> known <= length).count() - 1;
      List<Row> read = RowReader.read(cut);
      assertThat(read).as("cut at %s", end).hasSizeBetween(complete, complete + 1);
      assertThat(read.subList(0, complete)).isEqualTo(rows.subList(0, complete));
    }
  }

  private static Row anyRow(Generator random) {
    Supplier<String> text = () -> random.string("ab,;=\"'\n #é€", 6);
    Machine machine =
        new Machine(text.get(), text.get(), text.get(), random.intBetween(1, 99), 1L << 40);
    RunInfo info =
        new RunInfo(
            random.pick("run", text.get()),
            machine,
            text.get(),
            text.get(),
            text.get(),
            text.get(),
            text.get(),
            text.get());
    double value =
        random.pick(
            Double.NaN,
            0.0,
            Math.rint(random.doubleBetween(0, 1e9)),
            random.doubleBetween(-1, 1),
            random.doubleBetween(0, 1e-12));
    String reason = random.string("abc ,:;\"", 12);
    return new Row(
        info,
        OffsetDateTime.ofInstant(
            Instant.ofEpochMilli(random.longBetween(0, 4_000_000_000_000L)), ZoneOffset.UTC),
        text.get(),
        text.get(),
        text.get(),
        text.get(),
        text.get(),
        text.get(),
        text.get(),
        random.intBetween(0, 20),
        random.intBetween(0, 50),
        text.get(),
        value,
        text.get(),
        random.pick(Validity.VALID, Validity.flagged(reason), Validity.voided(reason)));
  }

  /** Wherever the end of the file is: all rows before it are there, and nothing is made up. */
  @Test
  void aLastRowThatIsCutCostsOnlyThatRow() throws IOException {
    Path file = folder.resolve("rows.csv");
    List<Row> rows =
        List.of(
            row("", 1.5, Validity.VALID),
            row("-Da=\"b,c\"", 2.5, Validity.flagged("late, by 12 %")),
            row("-Da=\"b,c\"", 3.5, Validity.voided("a, \"b\"")));
    try (RowWriter writer = new RowWriter(file)) {
      writer.write(rows);
    }
    byte[] whole = Files.readAllBytes(file);
    String text = new String(whole, StandardCharsets.UTF_8);
    int lastRow = text.indexOf("run,2026", text.indexOf(",2.5,"));
    Path cut = folder.resolve("cut.csv");
    for (int end = lastRow + 1; end < whole.length - 1; end++) {
      Files.write(cut, Arrays.copyOf(whole, end));
      List<Row> read = new ArrayList<>();
      Optional<String> note = RowReader.<RuntimeException>read(cut, read::add);
      assertThat(read.subList(0, 2)).isEqualTo(rows.subList(0, 2));
      if (read.size() == 2) {
        assertThat(note.orElseThrow()).contains("line 4").contains("cut");
      } else {
        // Only the reason is shorter: the row is void all the same.
        assertThat(read.get(2).validity().kind()).isEqualTo(Validity.Kind.VOID);
        assertThat(read.get(2).value()).isEqualTo(3.5);
      }
    }
  }

  @Test
  void aFileWithoutItsLastLineFeedIsWhole() throws IOException {
    Path file = folder.resolve("rows.csv");
    List<Row> rows = List.of(row("", 1.5, Validity.VALID), row("", 2.5, Validity.VALID));
    try (RowWriter writer = new RowWriter(file)) {
      writer.write(rows);
    }
    Files.writeString(file, Files.readString(file).stripTrailing());
    assertThat(RowReader.read(file)).isEqualTo(rows);
  }

  private static Row row(String vmArgs, double value, Validity validity) {
    Machine machine = new Machine("host", "Linux 6 amd64", "CPU, fast", 2, 24_000);
    RunInfo info = new RunInfo("run", machine, "25.0.1", "vm", vmArgs, "G1", "stub", "abc");
    return new Row(
        info,
        OffsetDateTime.parse("2026-11-21T10:00:00.123+05:30"),
        "GatherBenchmark.gather",
        "EVENT_LOOP",
        "VERTX",
        "64",
        "10ms",
        "poolSize=requests;target=",
        "sample",
        1,
        2,
        "time",
        value,
        "ms",
        validity);
  }
}
