package io.gatherbench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The statistics against published examples, and against values worked out with Python 3.11, SciPy
 * 1.17.1 and statsmodels 0.15.0: ratios by {@code scipy.stats.ttest_ind(log(b), log(a),
 * equal_var=False)}, {@code statsmodels…multipletests(method="holm")}.
 */
class ReferenceValuesTest {

  /** R's data set PlantGrowth: A. J. Dobson, An Introduction to Statistical Modelling, 1983. */
  private static final double[] CONTROL = {
    4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14
  };

  private static final double[] TREATMENT_1 = {
    4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69
  };

  private static final double[] TREATMENT_2 = {
    6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26
  };

  /**
   * Student's sleep data (The probable error of a mean, Biometrika 6, 1908), as R's manual shows
   * them: {@code t.test(extra ~ group, data = sleep)} prints t = -1.8608, df = 17.776, p-value =
   * 0.07939, 95 percent confidence interval -3.3654832 0.2054832.
   */
  @Test
  void welchsTestOfStudentsSleepData() {
    double[] first = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    double[] second = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    Contrast welch = difference(first, second);
    assertThat(welch.estimate() / welch.error()).isCloseTo(-1.8608, within(5e-5));
    assertThat(welch.degrees()).isCloseTo(17.776, within(5e-4));
    assertThat(welch.p()).isCloseTo(0.07939, within(5e-6));
    assertThat(welch.estimate() - welch.reach(0.95)).isCloseTo(-3.3654832, within(5e-7));
    assertThat(welch.estimate() + welch.reach(0.95)).isCloseTo(0.2054832, within(5e-7));
  }

  /**
   * NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.3, miles per gallon of 249 American and
   * 79 Japanese cars, without the assumption of equal variances: T = -12.94627, v = 136.8750.
   */
  @Test
  void welchsTestOfTheHandbooksCars() {
    Contrast welch =
        Contrast.of(
            20.14458 - 30.48101,
            new Contrast.Part(6.41470 * 6.41470 / 249, 248),
            new Contrast.Part(6.10771 * 6.10771 / 79, 78));
    assertThat(welch.estimate() / welch.error()).isCloseTo(-12.94627, within(5e-5));
    assertThat(welch.degrees()).isCloseTo(136.8750, within(5e-4));
  }

  /** {@code t.test} of R prints t = 1.1913, df = 16.524, p-value = 0.2504 for control and trt1. */
  @Test
  void welchsTestOfPlantGrowth() {
    Contrast welch = difference(CONTROL, TREATMENT_1);
    assertThat(welch.estimate() / welch.error()).isCloseTo(1.1913, within(5e-5));
    assertThat(welch.degrees()).isCloseTo(16.524, within(5e-4));
    assertThat(welch.p()).isCloseTo(0.2504, within(5e-5));
  }

  @Test
  void theRatioOfPlantGrowth() {
    assertRatio(
        Ratio.of(Estimate.of(CONTROL), Estimate.of(TREATMENT_2)),
        1.1016717048376605,
        1.0031251184629597,
        1.209899466080145,
        0.04364842458182118);
    assertRatio(
        Ratio.of(Estimate.of(CONTROL), Estimate.of(TREATMENT_1)),
        0.9201529163524648,
        0.8033698576662317,
        1.0539123187065211,
        0.21213306844736382);
  }

  @Test
  void theRatioOfForksOfUnequalSpreadAndNumber() {
    assertRatio(
        Ratio.of(
            Estimate.of(10.1, 10.9, 9.8, 10.4), Estimate.of(10.3, 14.2, 9.1, 11.8, 12.6, 10.0)),
        1.0886829730465042,
        0.9154584857751346,
        1.2946852688768513,
        0.2761512857250639);
  }

  @Test
  void theRatioOfForksThatDifferClearly() {
    assertRatio(
        Ratio.of(
            Estimate.of(11.42, 11.51, 11.38, 11.60, 11.47),
            Estimate.of(12.61, 12.48, 12.72, 12.55, 12.90)),
        1.1024249269735948,
        1.084833661195231,
        1.1203014462822962,
        3.882851444347785e-06);
  }

  @Test
  void theRatioOfTwoForksASide() {
    assertRatio(
        Ratio.of(Estimate.of(100, 102), Estimate.of(103, 99)),
        0.9998529303617313,
        0.8718188108846807,
        1.1466899657034086,
        0.995486280632105);
  }

  /** {@code scipy.stats.ttest_rel} of the logarithms of Student's sleep data plus 3 hours. */
  @Test
  void theRatioOfPairs() {
    double[] first = {3.7, 1.4, 2.8, 1.8, 2.9, 6.4, 6.7, 3.8, 3.0, 5.0};
    double[] second = {4.9, 3.8, 4.1, 3.1, 2.9, 7.4, 8.5, 4.6, 7.6, 6.4};
    assertRatio(
        Ratio.paired(first, second),
        1.4851274803085508,
        1.1711851082541815,
        1.8832237681500168,
        0.004434589027148635);
    assertThat(Ratio.paired(first, second).value())
        .isCloseTo(Estimate.of(second).value() / Estimate.of(first).value(), within(1e-12));
  }

  /** R: {@code fisher.test(matrix(c(3, 1, 1, 3), 2))$p.value} is 0.4857143, the tea of Fisher. */
  @Test
  void fishersTest() {
    assertThat(FisherTest.p(3, 4, 1, 4)).isCloseTo(0.4857143, within(1e-7));
    assertThat(FisherTest.p(0, 10, 5, 10)).isCloseTo(0.032507739938080496, within(1e-7));
    assertThat(FisherTest.p(0, 10, 0, 10)).isEqualTo(1);
    assertThat(FisherTest.p(0, 0, 0, 0)).isEqualTo(1);
  }

  /** Three of four tests: the factors are those of four. */
  @Test
  void holmsCorrectionOfTestsThatWereChosen() {
    assertThat(Holm.adjust(4, 0.01, 0.04, 0.03))
        .containsExactly(new double[] {0.04, 0.09, 0.09}, within(1e-12));
    assertThat(Holm.factors(4, 0.01, 0.04, 0.03)).containsExactly(4, 2, 3);
  }

  /** The values of the design, N = 20 and 30, worked out by an independent program. */
  @Test
  void theBoundsOfLooks() {
    assertBounds(
        new SequentialBounds(20, 0.05),
        5.08,
        4.73,
        4.24,
        3.89,
        3.62,
        3.41,
        3.24,
        3.10,
        2.98,
        2.88,
        2.78,
        2.70,
        2.63,
        2.56,
        2.49);
    assertBounds(
        new SequentialBounds(20, 0.05 / 15),
        9.20,
        8.12,
        6.98,
        6.21,
        5.67,
        5.28,
        4.97,
        4.73,
        4.54,
        4.38,
        4.24,
        4.12,
        4.02,
        3.92,
        3.84);
    SequentialBounds thirty = new SequentialBounds(30, 0.05);
    double[] some = {thirty.reach(6), thirty.reach(10), thirty.reach(15), thirty.reach(20)};
    assertThat(some).containsExactly(new double[] {6.11, 4.20, 3.33, 2.92}, within(0.006));
    assertThat(thirty.reach(25)).isCloseTo(2.65, within(0.006));
    assertThat(thirty.reach(30)).isCloseTo(2.44, within(0.006));
  }

  private static void assertBounds(SequentialBounds bounds, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(bounds.reach(SequentialBounds.FIRST + i)).isCloseTo(expected[i], within(0.006));
    }
  }

  @Test
  void holmsCorrection() {
    assertThat(Holm.adjust(5, 0.01, 0.04, 0.03, 0.005, 0.2))
        .containsExactly(new double[] {0.04, 0.09, 0.09, 0.025, 0.2}, within(1e-12));
    assertThat(Holm.adjust(3, 0.6, 0.9, 0.02))
        .containsExactly(new double[] {1, 1, 0.06}, within(1e-12));
    assertThat(Holm.factors(3, 0.6, 0.9, 0.02)).containsExactly(2, 1, 3);
    assertThat(Holm.adjust(0)).isEmpty();
  }

  /** By hand: √(1.2 · 0.9) = 1.0392305; one cell alone is its own ratio, interval and all. */
  @Test
  void theGeometricMean() {
    Ratio up = Ratio.of(Estimate.of(10, 10), Estimate.of(12, 12));
    Ratio down = Ratio.of(Estimate.of(10, 10), Estimate.of(9, 9));
    assertThat(Ratio.geometricMean(List.of(up, down)).value()).isCloseTo(1.0392305, within(1e-7));
    Ratio alone = Ratio.of(Estimate.of(CONTROL), Estimate.of(TREATMENT_2));
    assertRatio(
        Ratio.geometricMean(List.of(alone)), alone.value(), alone.low(), alone.high(), alone.p());
  }

  /** By hand: two equal cells halve the variance of the mean and have twice the degrees. */
  @Test
  void theGeometricMeanOfEqualCellsIsMoreCertain() {
    Estimate base = Estimate.of(98, 102, 100, 101, 99);
    Estimate other = Estimate.of(109, 111, 110, 112, 108);
    Ratio one = Ratio.of(base, other);
    Ratio two = Ratio.geometricMean(List.of(one, one));
    assertThat(two.value()).isCloseTo(one.value(), within(1e-12));
    double oneError = Math.sqrt(base.part().variance() + other.part().variance());
    double degrees = 2 * Contrast.of(0, base.part(), other.part()).degrees();
    double reach = Contrast.quantile(0.975, degrees) * oneError / Math.sqrt(2);
    assertThat(two.high()).isCloseTo(two.value() * Math.exp(reach), within(1e-12));
  }

  private static Contrast difference(double[] first, double[] second) {
    return Contrast.of(mean(first) - mean(second), part(first), part(second));
  }

  private static double mean(double... values) {
    return java.util.Arrays.stream(values).average().orElseThrow();
  }

  private static Contrast.Part part(double... values) {
    double mean = mean(values);
    double squares = java.util.Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return new Contrast.Part(squares / (values.length - 1) / values.length, values.length - 1);
  }

  private static void assertRatio(Ratio ratio, double value, double low, double high, double p) {
    assertThat(ratio.value()).isCloseTo(value, within(1e-12));
    assertThat(ratio.low()).isCloseTo(low, within(1e-9));
    assertThat(ratio.high()).isCloseTo(high, within(1e-9));
    assertThat(ratio.p()).isCloseTo(p, within(1e-9));
  }

  /**
   * The least m by {@code scipy.stats.t} for which the inequalities of {@link PowerAnalysis} hold,
   * tried one after the other: between the limits, beyond them on either side, and with a p-value
   * that Holm's correction multiplies.
   */
  @ParameterizedTest
  @CsvSource({
    "1.00, 0.03, 1, 24",
    "1.01, 0.03, 1, 43",
    "1.04, 0.03, 1, 195",
    "1.06, 0.03, 1, 19",
    "1.06, 0.03, 15, 19",
    "1.06, 0.001, 1, 2",
    "1.06, 0.001, 15, 7",
    "1.06, 0.001, 40, 9",
    "1.00, 0.05, 1, 7"
  })
  void moreForksAreAsManyAsThePowerTakes(double factor, double threshold, int holm, int more) {
    double[] base = {10, 10.4, 9.6, 10.2, 9.8};
    double[] other = {10.1, 10.5, 9.5, 10, 9.9};
    for (int i = 0; i < other.length; i++) {
      other[i] *= factor;
    }
    Ratio ratio = Ratio.of(Estimate.of(base), Estimate.of(other));
    assertThat(PowerAnalysis.estimate(ratio, threshold, holm)).hasValue(more);
  }
}
