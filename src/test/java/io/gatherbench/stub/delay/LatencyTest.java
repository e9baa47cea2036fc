package io.gatherbench.stub.delay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatherbench.Generator;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {

  private static final Map<String, Integer> UNITS = Map.of("ns", 0, "us", 3, "ms", 6, "s", 9);
  private static final int DRAWS = 100_000;

  @ParameterizedTest
  @CsvSource({
    "10ms,10000000",
    "500us,500000",
    "1.5s,1500000000",
    "0ms,0",
    "60s,60000000000",
    "7ns,7"
  })
  void fixedIsAlwaysTheSame(String text, long nanos) {
    Latency latency = Latency.parse(text);

    assertThat(latency.nanos()).isEqualTo(nanos);
    assertThat(latency.millis()).isEqualTo(nanos / 1e6);
    assertThat(latency.nanos(1, 2)).isEqualTo(nanos);
    assertThat(latency).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "ms",
        "-1ms",
        "10 ms",
        "10m",
        "10MS",
        "1e3ms",
        "61s",
        "9999999999999ms",
        "1.ms",
        ".5ms",
        "uniform:5ms",
        "uniform:15ms,5ms",
        "uniform:5ms,15ms,20ms",
        "uniform:5,15",
        "lognormal:10ms",
        "lognormal:10ms,-1",
        "lognormal:10ms,11",
        "lognormal:0.5,10ms",
        "exponential:",
        "exponential:10ms,1",
        "pareto:10ms,0",
        "pareto:10ms",
        "normal:10ms,1ms",
        ":"
      })
  void otherTextsAreRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Latency.parse(text))
        .withMessage(Latency.ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"uniform:5ms,15ms", "lognormal:10ms,0.5", "exponential:10ms", "pareto:5ms,1.5"})
  void drawnDelaysDependOnSeedAndNumberAlone(String text) {
    long[] forwards = draws(text, 42);
    Latency again = Latency.parse(text);
    long[] backwards = new long[DRAWS];
    for (int i = DRAWS - 1; i >= 0; i--) {
      backwards[i] = again.nanos(42, i);
    }

    assertThat(forwards).isEqualTo(backwards);
    assertThat(draws(text, 43)).isNotEqualTo(forwards);
    assertThat(LongStream.of(forwards).distinct().count()).isGreaterThan(DRAWS * 9 / 10);
  }

  @Test
  void drawnDelaysAreTheSameOnEveryJdk() {
    assertThat(LongStream.range(1, 4).map(n -> Latency.parse("lognormal:10ms,0.5").nanos(42, n)))
        .containsExactly(9_472_406L, 5_489_186L, 6_299_588L);
    assertThat(LongStream.range(1, 4).map(n -> Latency.parse("pareto:5ms,1.5").nanos(42, n)))
        .containsExactly(5_153_173L, 8_084_832L, 30_202_600L);
  }

  @Test
  void uniformIsEvenWithinItsBounds() {
    long[] sorted = draws("uniform:5ms,15ms", 1);
    Arrays.sort(sorted);

    assertThat(sorted[0]).isBetween(5_000_000L, 5_010_000L);
    assertThat(sorted[DRAWS - 1]).isBetween(14_990_000L, 15_000_000L);
    assertThat(sorted[DRAWS / 4] / 1e6).isBetween(7.4, 7.6);
    assertThat(sorted[DRAWS / 2] / 1e6).isBetween(9.9, 10.1);
  }

  @Test
  void lognormalHasItsMedianAndSigma() {
    long[] sorted = draws("lognormal:10ms,0.5", 1);
    Arrays.sort(sorted);

    assertThat(sorted[DRAWS / 2] / 1e6).isBetween(9.9, 10.1);
    // One sigma above the median lie 15.87 % of the draws.
    double oneSigma = sorted[(int) (DRAWS * 0.8413)] / 1e7;
    assertThat(Math.log(oneSigma)).isBetween(0.49, 0.51);
  }

  @Test
  void exponentialHasItsMean() {
    long[] draws = draws("exponential:10ms", 1);

    assertThat(LongStream.of(draws).average().orElseThrow() / 1e6).isBetween(9.9, 10.1);
    assertThat(Latency.parse("exponential:10ms").nanos()).isZero();
  }

  @Test
  void paretoHasItsLeastDelayAndItsTail() {
    long[] sorted = draws("pareto:5ms,1.5", 1);
    Arrays.sort(sorted);

    assertThat(sorted[0]).isBetween(5_000_000L, 5_010_000L);
    // Half of the draws lie above least · 2^(1/shape).
    assertThat(sorted[DRAWS / 2] / 5e6).isBetween(1.57, 1.60);
    assertThat(Latency.parse("pareto:5ms,1.5").nanos()).isEqualTo(5_000_000);
  }

  @Test
  void noDrawIsLongerThanTheLongestLatency() {
    long[] draws = draws("pareto:30s,0.1", 1);

    assertThat(LongStream.of(draws).max().orElseThrow()).isEqualTo(Latency.MAX_NANOS);
    assertThat(LongStream.of(draws).min().orElseThrow()).isGreaterThanOrEqualTo(30_000_000_000L);
  }

  static Stream<Generator> cases() {
    return Generator.cases(200);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void parsedValueIsTheOneThatWasWritten(Generator generator) {
    long least = generator.longBetween(0, Latency.MAX_NANOS);
    long most = generator.longBetween(least, Latency.MAX_NANOS);
    String form =
        generator.pick("%s", "uniform:%s,%s", "lognormal:%s,0.5", "exponential:%s", "pareto:%s,2");
    String text = String.format(form, time(generator, least), time(generator, most));

    Latency latency = Latency.parse(text);

    assertThat(latency).hasToString(text);
    assertThat(latency.isFixed()).isEqualTo(form.equals("%s"));
    boolean unbounded = text.startsWith("lognormal") || text.startsWith("exponential");
    assertThat(latency.nanos()).isEqualTo(unbounded ? 0 : least);
    long seed = generator.longBetween(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
    long draw = latency.nanos(seed, generator.intBetween(0, 1_000_000));
    long longest =
        text.startsWith("uniform") ? most : latency.isFixed() ? least : Latency.MAX_NANOS;
    assertThat(draw).isBetween(latency.nanos(), longest);
  }

  private static String time(Generator generator, long nanos) {
    String unit = generator.pick("ns", "us", "ms", "s");
    BigDecimal number = BigDecimal.valueOf(nanos, UNITS.get(unit));
    return (generator.bool() ? number : number.stripTrailingZeros()).toPlainString() + unit;
  }

  private static long[] draws(String text, long seed) {
    Latency latency = Latency.parse(text);
    return LongStream.range(0, DRAWS).map(n -> latency.nanos(seed, n)).toArray();
  }
}
