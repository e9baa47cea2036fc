package io.gatherbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaterfallTest {

  private static final List<RequestSpan> OVERLAPPING =
      List.of(
          new RequestSpan(0, 200, 200, "main", ""),
          new RequestSpan(0.2, 300.4, 404, "vert.x-eventloop-thread-0", ""),
          new RequestSpan(
              100, 100.1, 0, "virtual thread 31", "java.net.ConnectException: refused"));

  @Test
  void barsStandOnOneAxis() {
    assertThat(new Waterfall(Waterfall.Pen.ASCII, 800).lines("TITLE", OVERLAPPING, 301))
        .containsExactly(
            "TITLE",
            "   1  200 |##########                              | main",
            "   2  404 |###############                         | vert.x-eventloop-thread-0",
            "   3 fail |     =                                  | virtual thread 31",
            "           0 ms     200       400       600       800",
            "          total 301 ms   sum 500   longest 300   overlap 1.7",
            "   3 fail java.net.ConnectException: refused");
  }

  @Test
  void noLineIsWiderThanEightyColumns() {
    List<RequestSpan> many =
        IntStream.range(0, 1000)
            .mapToObj(i -> new RequestSpan(i, 60_000 + i, 200, "x".repeat(100), "y".repeat(200)))
            .toList();
    assertThat(new Waterfall(Waterfall.Pen.BLOCKS, 61_000).lines("T", many, 61_000))
        .allMatch(line -> line.length() <= 80, "fits");
  }

  @Test
  void axisHoldsTheLongestInRoundQuarters() {
    for (double longest : new double[] {0.001, 0.9, 4, 8.1, 399, 400, 401, 812, 59_999}) {
      List<String> lines =
          new Waterfall(Waterfall.Pen.ASCII, longest)
              .lines("T", List.of(new RequestSpan(0, longest, 200, "main", "")), longest);
      assertThat(lines.get(1)).matches("   1  200 \\|#*=? *\\| main");
    }
  }
}
