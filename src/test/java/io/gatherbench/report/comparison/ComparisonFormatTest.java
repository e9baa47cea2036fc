package io.gatherbench.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.ComparedRows;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.compare.IncomparableException;
import io.gatherbench.results.Row;
import io.gatherbench.results.Validity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Comparisons as they are shown, against files that show them. */
class ComparisonFormatTest {

  private static final double[] TEN = {10, 10.1, 9.9, 10.05, 9.95};
  private static final double[] TWELVE = {12, 12.1, 11.9, 12.05, 11.95};
  private static final double[] NOISY = {10.9, 11.8, 10, 11.4, 10.4};

  @ParameterizedTest
  @EnumSource
  void everyVerdictReadsAsTheFileSays(ComparisonFormat format) throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      String name = "comparison." + format.name().toLowerCase(Locale.ROOT);
      assertThat(String.join("\n", format.lines(everything())) + "\n").isEqualTo(file(name));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void equalTimesAreTheSame() throws Exception {
    List<Row> rows = new ArrayList<>(ComparedRows.of("17").forks(TEN));
    rows.addAll(ComparedRows.of("25").forks(TEN));
    assertThat(ComparisonFormat.TEXT.lines(compare(rows, false)))
        .contains("all   10.00  10.00  1.000  [0.989, 1.012]  same");
  }

  @Test
  void forcedDifferencesComeFirst() throws Exception {
    List<Row> rows = new ArrayList<>(ComparedRows.of("17").forks(TEN));
    rows.addAll(ComparedRows.of("25").host("elsewhere").forks(TEN));
    Comparison comparison = compare(rows, true);
    assertThat(ComparisonFormat.TEXT.lines(comparison).get(0))
        .isEqualTo("FORCED: rows differ in host (elsewhere, vm)");
    assertThat(ComparisonFormat.MARKDOWN.lines(comparison).get(0)).contains("Forced");
    assertThat(ComparisonFormat.CSV.lines(comparison).get(1)).endsWith(",true");
    assertThat(String.join("", ComparisonFormat.JSON.lines(comparison)))
        .contains("host (elsewhere, vm)");
  }

  @Test
  void longNamesGetLinesOfTheirOwn() throws Exception {
    List<Row> rows = new ArrayList<>();
    String name = "A_STRATEGY_WHOSE_NAME_IS_VERY_LONG_INDEED";
    for (String jdk : List.of("17.0.19+10-internal", "25.0.3+9-internal")) {
      for (int requests : List.of(4, 10_000)) {
        for (String strategy : List.of(name, "EVENT_LOOP")) {
          rows.addAll(ComparedRows.of(jdk).strategy(strategy, "X").requests(requests).forks(NOISY));
        }
      }
    }
    List<String> lines = ComparisonFormat.TEXT.lines(compare(rows, false));
    assertThat(lines).allMatch(line -> line.length() <= 100, "at most 100 columns");
    assertThat(lines).contains(name + "  10000");
  }

  @Test
  void shortTimesGetASuitableUnit() throws Exception {
    List<Row> rows = new ArrayList<>();
    double[] nanos = {12e-6, 12.1e-6, 11.9e-6, 12.05e-6};
    rows.addAll(ComparedRows.of("17").forks(nanos));
    rows.addAll(ComparedRows.of("25").forks(nanos));
    assertThat(ComparisonFormat.TEXT.lines(compare(rows, false)))
        .contains("25 against 17: time, ns")
        .anyMatch(line -> line.contains(" 12.01  12.01 "));
  }

  @Test
  void aDoubtedVerdictHasAMarkAndANote() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (String jdk : List.of("17", "25")) {
      rows.addAll(ComparedRows.of(jdk).forks(jdk.equals("17") ? TEN : TWELVE));
      rows.addAll(ComparedRows.of(jdk).metric("compiler_per_request", "us").forks(TWELVE));
    }
    assertThat(String.join(" ", ComparisonFormat.TEXT.lines(compare(rows, false))))
        .doesNotContain("!");
    rows.addAll(ComparedRows.of("17").metric("compiler_share", "%").forks(TEN));
    rows.addAll(ComparedRows.of("25").metric("compiler_share", "%").forks(25, 26, 27, 25, 26));
    Comparison comparison = compare(rows, false);
    assertThat(String.join(" ", ComparisonFormat.TEXT.lines(comparison)))
        .contains("slower !", "! without the difference in what the compiler took of the time")
        .doesNotContain("compiler_per_request");
    assertThat(ComparisonFormat.CSV.lines(comparison).get(1)).endsWith(",true,false");
    assertThat(String.join(" ", ComparisonFormat.CSV.lines(comparison)))
        .contains("compiler_per_request");
  }

  /** Faster, slower, same, undecided, too few, void, missing, flagged, forks left out, costs. */
  private static Comparison everything() throws IncomparableException {
    List<Row> rows = new ArrayList<>();
    ComparedRows base = ComparedRows.of("17.0.19");
    ComparedRows other = ComparedRows.of("25.0.3");
    for (ComparedRows jdk : List.of(base, other)) {
      boolean first = jdk == base;
      rows.addAll(jdk.strategy("EVENT_LOOP", "VERTX").forks(first ? TWELVE : TEN));
      rows.addAll(
          jdk.strategy("EVENT_LOOP", "VERTX")
              .metric("cpu_per_request", "us")
              .forks(first ? TEN : TWELVE));
      rows.addAll(
          jdk.strategy("EVENT_LOOP", "VERTX").metric("alloc_per_request", "B").forks(TWELVE));
      rows.addAll(
          jdk.strategy("EVENT_LOOP", "VERTX")
              .metric("compiler_share", "%")
              .forks(first ? new double[] {25, 26, 24, 25, 25} : TEN));
      rows.addAll(jdk.strategy("SEQUENTIAL", "JDK").forks(TEN));
      rows.addAll(jdk.strategy("SEQUENTIAL", "JDK").requests(64).forks(first ? TEN : TWELVE));
      rows.addAll(jdk.strategy("THREAD_POOL", "JDK").forks(first ? TEN : NOISY));
      rows.addAll(jdk.strategy("THREAD_POOL", "JDK").requests(64).forks(10, 10.2, 10.1));
    }
    rows.addAll(other.strategy("VIRTUAL_THREADS", "JDK").forks(TEN));
    rows.addAll(base.strategy("COMPLETABLE_FUTURE", "JDK").forks(TEN));
    rows.add(
        other
            .strategy("COMPLETABLE_FUTURE", "JDK")
            .validity(Validity.voided("fork failed: OutOfMemoryError"))
            .row(1, 0, Double.NaN));
    rows.add(
        other
            .strategy("SEQUENTIAL", "JDK")
            .validity(Validity.voided("4 requests sent and 3 served"))
            .row(6, 1, 99));
    rows.addAll(
        base.strategy("EVENT_LOOP", "VERTX")
            .requests(1024)
            .validity(Validity.flagged("fewer than 1024 requests overlapped"))
            .forks(TEN));
    rows.addAll(other.strategy("EVENT_LOOP", "VERTX").requests(1024).forks(TEN));
    return compare(rows, false);
  }

  private static Comparison compare(List<Row> rows, boolean force) throws IncomparableException {
    ComparisonSpec spec =
        new ComparisonSpec(
            Optional.empty(), Optional.empty(), Optional.empty(), 0.03, List.of(), force);
    CellAggregator measurements = new CellAggregator(spec);
    for (Row row : rows) {
      measurements.add("rows", row);
    }
    return measurements.compare();
  }

  private static String file(String name) throws IOException {
    try (InputStream in = ComparisonFormatTest.class.getResourceAsStream(name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
