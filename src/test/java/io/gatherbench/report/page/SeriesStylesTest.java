package io.gatherbench.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.ComparedRows;
import io.gatherbench.report.markup.Svg;
import io.gatherbench.report.page.SeriesStyles.SeriesStyle;
import io.gatherbench.results.Row;
import io.gatherbench.strategy.Strategy;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesStylesTest {

  private static final Pattern COLOUR = Pattern.compile("--(\\w+):#(\\w+)");

  /** What text needs; marks and lines need 3. */
  private static final double LEAST_CONTRAST = 4.5;

  /** In Oklab, whose black and white are 1 apart. */
  private static final double LEAST_DISTANCE = 0.1;

  @Test
  void strategyHasOneColourInEveryReport() throws Exception {
    List<String> all = strategies();
    Map<String, SeriesStyle> together = styles(all.toArray(String[]::new));
    assertThat(together.values().stream().map(SeriesStyle::kind)).doesNotHaveDuplicates();
    for (String strategy : all) {
      assertThat(styles(strategy)).containsEntry(strategy, together.get(strategy));
      assertThat(styles("another", "more", strategy))
          .containsEntry(strategy, together.get(strategy));
    }
    Collections.reverse(all);
    assertThat(styles(all.toArray(String[]::new))).isEqualTo(together);
  }

  @Test
  void othersTakeColoursThatAreFree() throws Exception {
    String[] others = IntStream.range(0, 10).mapToObj(i -> "other" + i).toArray(String[]::new);
    assertThat(styles(others).values().stream().map(SeriesStyle::kind)).doesNotHaveDuplicates();

    Map<String, SeriesStyle> beside = styles("other", "SEQUENTIAL", "THREAD_POOL");
    assertThat(beside.values().stream().map(SeriesStyle::kind)).doesNotHaveDuplicates();

    List<String> more = strategies();
    IntStream.range(0, Svg.COLOURS).forEach(i -> more.add("other" + i));
    assertThat(styles(more.toArray(String[]::new))).hasSize(more.size());
  }

  @Test
  void clientsOfAStrategyDifferInMarkAndDash() throws Exception {
    Map<String, SeriesStyle> styles =
        styles("THREAD_POOL JDK", "THREAD_POOL APACHE", "THREAD_POOL JDK", "EVENT_LOOP VERTX");
    SeriesStyle one = styles.get("THREAD_POOL (JDK)");
    SeriesStyle other = styles.get("THREAD_POOL (APACHE)");
    assertThat(other.kind()).isEqualTo(one.kind());
    assertThat(other.mark()).isNotEqualTo(one.mark());
    assertThat(List.of(one.dash(), other.dash())).containsExactly(0, 1);
    assertThat(styles.get("EVENT_LOOP")).isEqualTo(styles("EVENT_LOOP").get("EVENT_LOOP"));
  }

  @Test
  void picturesUseTheColours() throws Exception {
    Report report = SampleRows.report(SampleRows.everything());
    String page = ReportPage.text(report, false);
    String kind = Svg.series(Strategy.EVENT_LOOP.ordinal());
    String trace = page.substring(page.indexOf("<section id=\"traces"));
    assertThat(trace).contains("<g class=\"" + kind + "\"");
    String forks = page.substring(page.indexOf("<section id=\"forks"));
    assertThat(forks).contains("<g class=\"c " + kind + "\"");
    assertThat(new CellCharts(report).timeFile().orElseThrow())
        .contains("<g class=\"" + kind + "\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void coloursAreToldApart(int line) throws Exception {
    Map<String, double[]> colours = colours(line);
    List<double[]> series =
        IntStream.range(0, Svg.COLOURS).mapToObj(i -> colours.get("s" + i)).toList();
    for (double[] colour : series) {
      assertThat(contrast(colour, colours.get("paper"))).isGreaterThan(LEAST_CONTRAST);
      for (double[] other : series) {
        assertThat(other == colour || distance(colour, other) > LEAST_DISTANCE)
            .as("s%d and s%d", series.indexOf(colour), series.indexOf(other))
            .isTrue();
      }
    }
  }

  private static List<String> strategies() {
    return new ArrayList<>(Arrays.stream(Strategy.values()).map(Enum::name).toList());
  }

  /** Returns the styles in a report on strategies, each with its client after it, or with one. */
  private static Map<String, SeriesStyle> styles(String... strategies) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (String strategy : strategies) {
      String[] parts = (strategy + " JDK").split(" ");
      ComparedRows cell = ComparedRows.of("25").strategy(parts[0], parts[1]);
      rows.addAll(cell.requests(rows.size() + 1).forks(10, 11, 12, 13));
    }
    Report report = SampleRows.report(rows);
    ReportNames names = new ReportNames(report.cells());
    SeriesStyles styles = new SeriesStyles(report, names);
    Map<String, SeriesStyle> found = new LinkedHashMap<>();
    for (CellSummary cell : report.cells()) {
      found.put(names.strategy(cell), styles.of(cell));
    }
    return found;
  }

  /** Returns the colours of a line of the styles, light or dark, as linear red, green and blue. */
  private static Map<String, double[]> colours(int line) throws Exception {
    try (InputStream in = Svg.class.getResourceAsStream("picture.css")) {
      String css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Matcher colour = COLOUR.matcher(css.lines().toList().get(line));
      Map<String, double[]> colours = new LinkedHashMap<>();
      while (colour.find()) {
        String hex = colour.group(2).length() == 3 ? twice(colour.group(2)) : colour.group(2);
        colours.put(
            colour.group(1),
            Stream.of(0, 2, 4)
                .mapToDouble(i -> linear(Integer.parseInt(hex.substring(i, i + 2), 16) / 255.0))
                .toArray());
      }
      return colours;
    }
  }

  private static String twice(String hex) {
    return hex.replaceAll("(.)", "$1$1");
  }

  private static double linear(double value) {
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  /** Contrast as WCAG 2 defines it. */
  private static double contrast(double[] one, double[] other) {
    double least = Math.min(luminance(one), luminance(other));
    return (Math.max(luminance(one), luminance(other)) + 0.05) / (least + 0.05);
  }

  private static double luminance(double[] rgb) {
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  }

  private static double distance(double[] one, double[] other) {
    double[] a = oklab(one);
    double[] b = oklab(other);
    return Math.sqrt(IntStream.range(0, 3).mapToDouble(i -> Math.pow(a[i] - b[i], 2)).sum());
  }

  private static double[] oklab(double[] rgb) {
    double l = Math.cbrt(0.4122214708 * rgb[0] + 0.5363325363 * rgb[1] + 0.0514459929 * rgb[2]);
    double m = Math.cbrt(0.2119034982 * rgb[0] + 0.6806995451 * rgb[1] + 0.1073969566 * rgb[2]);
    double s = Math.cbrt(0.0883024619 * rgb[0] + 0.2817188376 * rgb[1] + 0.6299787005 * rgb[2]);
    return new double[] {
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    };
  }
}
