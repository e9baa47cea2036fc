package io.gatherbench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.compare.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The statistics compared with simulated forks whose truth is known. The forks of a cell are
 * log-normal about the true value, as real ones roughly are; those of one round correlate by rho.
 * Seeded: each run of the test draws the same.
 */
class SimulationTest {

  private static final int DRAWS = 6_000;
  private static final int FAMILIES = 1_000;
  private static final double THRESHOLD = 0.03;

  private final Random random = new Random(20261121);

  @ParameterizedTest
  @CsvSource({"5, 0.02", "5, 0.10", "10, 0.02", "10, 0.10"})
  void unpairedIntervalsCoverTheTruth(int forks, double spread) {
    assertThat(coverage(false, forks, 0, spread, spread)).isBetween(0.94, 0.96);
  }

  @ParameterizedTest
  @CsvSource({"5, 0.02, 0.08", "10, 0.02, 0.08"})
  void unpairedIntervalsCoverWhereSpreadsDiffer(int forks, double narrow, double wide) {
    assertThat(coverage(false, forks, 0, narrow, wide)).isBetween(0.93, 0.97);
  }

  /** Where rounds correlate, intervals that ignore it are too wide: that is why pairing pays. */
  @ParameterizedTest
  @CsvSource({"0.5, 0.97", "0.9, 0.99"})
  void unpairedIntervalsAreTooWideInRounds(double rho, double least) {
    assertThat(coverage(false, 10, rho, 0.05, 0.05)).isGreaterThan(least);
  }

  @ParameterizedTest
  @CsvSource({"6, 0", "6, 0.5", "10, 0", "10, 0.5", "10, 0.9", "20, 0.5"})
  void pairedIntervalsCoverTheTruth(int forks, double rho) {
    assertThat(coverage(true, forks, rho, 0.05, 0.05)).isBetween(0.94, 0.96);
  }

  @ParameterizedTest
  @CsvSource({"0, 1.05", "0.3, 0.88", "0.5, 0.75", "0.9, 0.34"})
  void pairingNarrowsTheIntervalByTheCorrelation(double rho, double expected) {
    double paired = 0;
    double unpaired = 0;
    for (int i = 0; i < DRAWS; i++) {
      double[][] sides = round(10, rho, 1, 0.05, 0.05);
      paired += width(Ratio.paired(sides[0], sides[1]));
      unpaired += width(Ratio.of(Estimate.of(sides[0]), Estimate.of(sides[1])));
    }
    assertThat(paired / unpaired).isBetween(expected - 0.02, expected + 0.02);
  }

  /** A JDK against itself: 15 cells in which nothing differs, quiet, noisy, and very noisy. */
  @ParameterizedTest
  @CsvSource({"5, 0.02", "5, 0.10", "5, 0.50", "10, 0.10"})
  void whereNothingChangedAFamilyRarelySaysSo(int forks, double spread) {
    int wrong = 0;
    for (int i = 0; i < FAMILIES; i++) {
      List<Ratio> ratios = ratios(15, forks, spread, 1);
      wrong += outcomes(ratios).stream().anyMatch(SimulationTest::changed) ? 1 : 0;
    }
    assertThat((double) wrong / FAMILIES).isLessThanOrEqualTo(0.05);
  }

  /** One cell of fifteen is truly slower by 10 %. */
  @Test
  void aChangeOfTenPerCentIsFoundWithFiveForks() {
    int found = 0;
    for (int i = 0; i < FAMILIES; i++) {
      List<Ratio> ratios = ratios(14, 5, 0.02, 1);
      ratios.add(Ratio.of(sample(5, 10, 0.02), sample(5, 11, 0.02)));
      found += outcomes(ratios).get(14) == Verdict.SLOWER ? 1 : 0;
    }
    assertThat((double) found / FAMILIES).isGreaterThanOrEqualTo(0.90);
  }

  /** The fastest of eight equal strategies is chosen by the forks that it is then tested by. */
  @ParameterizedTest
  @CsvSource({"5, 0.02", "10, 0.05"})
  void ofEqualStrategiesNoneIsCalledSlower(int forks, double spread) {
    int wrong = 0;
    for (int i = 0; i < FAMILIES; i++) {
      List<Estimate> rivals =
          IntStream.range(0, 8).mapToObj(k -> sample(forks, 10, spread)).toList();
      Estimate best = rivals.stream().min(Comparator.comparing(Estimate::value)).orElseThrow();
      double[] p =
          rivals.stream().filter(r -> r != best).mapToDouble(r -> Ratio.of(best, r).p()).toArray();
      wrong += Arrays.stream(Holm.adjust(28, p)).anyMatch(v -> v <= Holm.LEVEL) ? 1 : 0;
    }
    assertThat((double) wrong / FAMILIES).isLessThanOrEqualTo(0.055);
  }

  /** Cells in which nothing differs, looked at after each round until all are decided. */
  @ParameterizedTest
  @CsvSource({"0, 0.02", "0.5, 0.05", "0.9, 0.20"})
  void lookingAfterEachRoundRarelyMisleads(double rho, double spread) {
    int last = 20;
    SequentialBounds interval = new SequentialBounds(last, Holm.LEVEL);
    SequentialBounds change = new SequentialBounds(last, Holm.LEVEL / 15);
    int wrong = 0;
    for (int family = 0; family < FAMILIES; family++) {
      boolean misled = false;
      for (int cell = 0; cell < 15 && !misled; cell++) {
        misled = changed(firstVerdict(round(last, rho, 1, spread, spread), interval, change));
      }
      wrong += misled ? 1 : 0;
    }
    assertThat((double) wrong / FAMILIES).isLessThanOrEqualTo(0.055);
  }

  /** Mean share decided of a true change of 10 % with a spread of 2 %: all, soon. */
  @Test
  void lookingAfterEachRoundFindsAChange() {
    SequentialBounds interval = new SequentialBounds(20, Holm.LEVEL);
    SequentialBounds change = new SequentialBounds(20, Holm.LEVEL / 15);
    int found = 0;
    for (int i = 0; i < 500; i++) {
      double[][] sides = round(20, 0.5, 1.1, 0.02, 0.02);
      found += firstVerdict(sides, interval, change) == Verdict.SLOWER ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(495);
  }

  /** As many more forks as are said to decide it, do so in four of five cases. */
  @ParameterizedTest
  @CsvSource({"1.00", "1.05"})
  void theForksThatAreSaidToDecideDoSo(double truth) {
    int asked = 0;
    int decided = 0;
    while (asked < 600) {
      Estimate base = sample(6, 10, 0.05);
      Estimate other = sample(6, 10 * truth, 0.05);
      Ratio ratio = Ratio.of(base, other);
      var more = PowerAnalysis.estimate(ratio, THRESHOLD, 1);
      if (outcome(ratio) != Verdict.UNDECIDED || more.isEmpty() || more.getAsInt() > 200) {
        continue;
      }
      asked++;
      // The means and spreads that were seen are now the truth, as the estimate presumes.
      int forks = 6 + more.getAsInt();
      Ratio then =
          Ratio.of(
              logNormal(forks, base.value(), base.deviation()),
              logNormal(forks, other.value(), other.deviation()));
      decided += outcome(then).decided() ? 1 : 0;
    }
    assertThat((double) decided / asked).isBetween(0.75, 0.85);
  }

  private static Verdict firstVerdict(
      double[][] sides, SequentialBounds interval, SequentialBounds change) {
    for (int n = SequentialBounds.FIRST; n <= sides[0].length; n++) {
      Contrast contrast = Contrast.paired(Arrays.copyOf(sides[0], n), Arrays.copyOf(sides[1], n));
      double reach = interval.reach(n) * contrast.error();
      double low = Math.exp(contrast.estimate() - reach);
      double high = Math.exp(contrast.estimate() + reach);
      boolean proven = Math.abs(contrast.estimate()) >= change.reach(n) * contrast.error();
      Verdict verdict = Verdict.of(low, high, proven, THRESHOLD, false);
      if (verdict.decided()) {
        return verdict;
      }
    }
    return Verdict.UNDECIDED;
  }

  private double coverage(boolean paired, int forks, double rho, double spread, double other) {
    double truth = 1.1;
    int covered = 0;
    for (int i = 0; i < DRAWS; i++) {
      double[][] sides = round(forks, rho, truth, spread, other);
      Ratio ratio =
          paired
              ? Ratio.paired(sides[0], sides[1])
              : Ratio.of(Estimate.of(sides[0]), Estimate.of(sides[1]));
      covered += ratio.low() <= truth && truth <= ratio.high() ? 1 : 0;
    }
    return (double) covered / DRAWS;
  }

  private static double width(Ratio ratio) {
    return Math.log(ratio.high() / ratio.low());
  }

  private static boolean changed(Verdict outcome) {
    return outcome == Verdict.FASTER || outcome == Verdict.SLOWER;
  }

  private static Verdict outcome(Ratio ratio) {
    return Verdict.of(ratio.low(), ratio.high(), ratio.p() <= Holm.LEVEL, THRESHOLD, false);
  }

  private static List<Verdict> outcomes(List<Ratio> ratios) {
    double[] p = ratios.stream().mapToDouble(Ratio::p).toArray();
    double[] adjusted = Holm.adjust(p.length, p);
    return IntStream.range(0, p.length)
        .mapToObj(
            i -> {
              Ratio ratio = ratios.get(i);
              boolean proven = adjusted[i] <= Holm.LEVEL;
              return Verdict.of(ratio.low(), ratio.high(), proven, THRESHOLD, false);
            })
        .toList();
  }

  private List<Ratio> ratios(int cells, int forks, double spread, double ratio) {
    List<Ratio> ratios = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      ratios.add(Ratio.of(sample(forks, 10, spread), sample(forks, 10 * ratio, spread)));
    }
    return ratios;
  }

  /** Forks of both sides, round by round. */
  private double[][] round(int forks, double rho, double ratio, double spread, double other) {
    double[][] sides = new double[2][forks];
    for (int i = 0; i < forks; i++) {
      double common = Math.sqrt(rho) * random.nextGaussian();
      double own = Math.sqrt(1 - rho);
      sides[0][i] = 10 * Math.exp(spread * (common + own * random.nextGaussian()));
      sides[1][i] = 10 * ratio * Math.exp(other * (common + own * random.nextGaussian()));
    }
    return sides;
  }

  /** Forks with a true geometric mean and a coefficient of variation between them. */
  private Estimate sample(int forks, double mean, double spread) {
    return logNormal(forks, mean, Math.sqrt(Math.log1p(spread * spread)));
  }

  private Estimate logNormal(int forks, double mean, double sigma) {
    double[] values = new double[forks];
    for (int i = 0; i < forks; i++) {
      values[i] = mean * Math.exp(sigma * random.nextGaussian());
    }
    return Estimate.of(values);
  }
}
