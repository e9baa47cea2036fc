package io.gatherbench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.compare.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The statistics compared with simulated forks whose truth is known. The forks of a cell are
 * log-normal about the true value, as real ones roughly are. Seeded: each run of the test draws the
 * same.
 */
class SimulationTest {

  private static final int DRAWS = 10_000;
  private static final int FAMILIES = 2_000;
  private static final double THRESHOLD = 0.03;

  private final Random random = new Random(20261121);

  @ParameterizedTest
  @CsvSource({"5, 0.02", "5, 0.10", "10, 0.02", "10, 0.10"})
  void theIntervalCoversTheTruthAsOftenAsItSays(int forks, double spread) {
    double truth = 1.1;
    int covered = 0;
    for (int i = 0; i < DRAWS; i++) {
      Ratio ratio = Ratio.of(sample(forks, 10, spread), sample(forks, 10 * truth, spread));
      covered += ratio.low() <= truth && truth <= ratio.high() ? 1 : 0;
    }
    assertThat((double) covered / DRAWS).isBetween(0.93, 0.97);
  }

  @ParameterizedTest
  @CsvSource({"5, 0.02, 0.08", "10, 0.02, 0.08"})
  void theIntervalCoversTheTruthWhereSpreadsDiffer(int forks, double narrow, double wide) {
    int covered = 0;
    for (int i = 0; i < DRAWS; i++) {
      Ratio ratio = Ratio.of(sample(forks, 10, narrow), sample(forks, 10, wide));
      covered += ratio.low() <= 1 && 1 <= ratio.high() ? 1 : 0;
    }
    assertThat((double) covered / DRAWS).isBetween(0.93, 0.97);
  }

  /** A JDK against itself: 15 cells in which nothing differs, quiet, noisy, and very noisy. */
  @ParameterizedTest
  @CsvSource({"5, 0.02", "5, 0.10", "5, 0.50", "10, 0.10"})
  void whereNothingChangedAFamilyRarelySaysSo(int forks, double spread) {
    int wrong = 0;
    for (int i = 0; i < FAMILIES; i++) {
      List<Ratio.Pair> pairs = pairs(15, forks, spread, 1);
      wrong += outcomes(pairs).stream().anyMatch(SimulationTest::changed) ? 1 : 0;
    }
    assertThat((double) wrong / FAMILIES).isLessThanOrEqualTo(0.05);
  }

  /** One cell of fifteen is truly slower by 10 %. */
  @Test
  void aChangeOfTenPerCentIsFoundWithFiveForks() {
    int found = 0;
    for (int i = 0; i < FAMILIES; i++) {
      List<Ratio.Pair> pairs = pairs(14, 5, 0.02, 1);
      pairs.add(new Ratio.Pair(sample(5, 10, 0.02), sample(5, 11, 0.02)));
      found += outcomes(pairs).get(14) == Verdict.SLOWER ? 1 : 0;
    }
    assertThat((double) found / FAMILIES).isGreaterThanOrEqualTo(0.90);
  }

  /** As many more forks as are said to decide it, do so about as often as they should. */
  @Test
  void theForksThatAreSaidToDecideDoSoMoreOftenThanNot() {
    int asked = 0;
    int decided = 0;
    while (asked < 200) {
      // A true change of 5 %: inconclusive with five forks as often as not.
      Estimate base = sample(5, 10, 0.03);
      Estimate other = sample(5, 10.5, 0.03);
      Ratio ratio = Ratio.of(base, other);
      Verdict outcome = Verdict.of(ratio, ratio.p(), THRESHOLD, false);
      var more = PowerAnalysis.estimate(base, other, THRESHOLD, 1);
      if (outcome != Verdict.UNDECIDED || more.isEmpty()) {
        continue;
      }
      asked++;
      // The means and spreads that were seen are now the truth, as the estimate presumes.
      int forks = 5 + more.getAsInt();
      Ratio then =
          Ratio.of(
              sample(forks, base.value(), base.deviation()),
              sample(forks, other.value(), other.deviation()));
      decided += Verdict.of(then, then.p(), THRESHOLD, false).decided() ? 1 : 0;
    }
    assertThat((double) decided / asked).isBetween(0.6, 0.95);
  }

  private static boolean changed(Verdict outcome) {
    return outcome == Verdict.FASTER || outcome == Verdict.SLOWER;
  }

  private static List<Verdict> outcomes(List<Ratio.Pair> pairs) {
    List<Ratio> ratios = pairs.stream().map(pair -> Ratio.of(pair.base(), pair.other())).toList();
    double[] adjusted = Holm.adjust(ratios.stream().mapToDouble(Ratio::p).toArray());
    return IntStream.range(0, pairs.size())
        .mapToObj(i -> Verdict.of(ratios.get(i), adjusted[i], THRESHOLD, false))
        .toList();
  }

  private List<Ratio.Pair> pairs(int cells, int forks, double spread, double ratio) {
    List<Ratio.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      pairs.add(new Ratio.Pair(sample(forks, 10, spread), sample(forks, 10 * ratio, spread)));
    }
    return pairs;
  }

  /** Forks with a true geometric mean and a coefficient of variation between them. */
  private Estimate sample(int forks, double mean, double spread) {
    double sigma = Math.sqrt(Math.log1p(spread * spread));
    double[] values = new double[forks];
    for (int i = 0; i < forks; i++) {
      values[i] = mean * Math.exp(sigma * random.nextGaussian());
    }
    return Estimate.of(values);
  }
}
