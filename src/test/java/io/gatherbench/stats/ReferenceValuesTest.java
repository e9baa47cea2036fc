package io.gatherbench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

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
    Welch welch = difference(first, second);
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
    Welch welch =
        Welch.of(
            20.14458 - 30.48101,
            new Welch.Part(6.41470 * 6.41470 / 249, 248),
            new Welch.Part(6.10771 * 6.10771 / 79, 78));
    assertThat(welch.estimate() / welch.error()).isCloseTo(-12.94627, within(5e-5));
    assertThat(welch.degrees()).isCloseTo(136.8750, within(5e-4));
  }

  /** {@code t.test} of R prints t = 1.1913, df = 16.524, p-value = 0.2504 for control and trt1. */
  @Test
  void welchsTestOfPlantGrowth() {
    Welch welch = difference(CONTROL, TREATMENT_1);
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

  @Test
  void holmsCorrection() {
    assertThat(Holm.adjust(0.01, 0.04, 0.03, 0.005, 0.2))
        .containsExactly(new double[] {0.04, 0.09, 0.09, 0.025, 0.2}, within(1e-12));
    assertThat(Holm.adjust(0.6, 0.9, 0.02))
        .containsExactly(new double[] {1, 1, 0.06}, within(1e-12));
    assertThat(Holm.factors(0.6, 0.9, 0.02)).containsExactly(2, 1, 3);
    assertThat(Holm.adjust()).isEmpty();
  }

  /** By hand: √(1.2 · 0.9) = 1.0392305; one cell alone is its own ratio, interval and all. */
  @Test
  void theGeometricMean() {
    Ratio.Pair up = new Ratio.Pair(Estimate.of(10, 10), Estimate.of(12, 12));
    Ratio.Pair down = new Ratio.Pair(Estimate.of(10, 10), Estimate.of(9, 9));
    assertThat(Ratio.geometricMean(List.of(up, down)).value()).isCloseTo(1.0392305, within(1e-7));
    Ratio.Pair alone = new Ratio.Pair(Estimate.of(CONTROL), Estimate.of(TREATMENT_2));
    Ratio same = Ratio.of(alone.base(), alone.other());
    assertRatio(
        Ratio.geometricMean(List.of(alone)), same.value(), same.low(), same.high(), same.p());
  }

  /** By hand: two equal cells halve the variance of the mean and have twice the degrees. */
  @Test
  void theGeometricMeanOfEqualCellsIsMoreCertain() {
    Ratio.Pair cell =
        new Ratio.Pair(Estimate.of(98, 102, 100, 101, 99), Estimate.of(109, 111, 110, 112, 108));
    Ratio one = Ratio.geometricMean(List.of(cell));
    Ratio two = Ratio.geometricMean(List.of(cell, cell));
    assertThat(two.value()).isCloseTo(one.value(), within(1e-12));
    double oneError = Math.sqrt(cell.base().logVariance() + cell.other().logVariance());
    double degrees = 2 * Welch.of(0, part(cell.base()), part(cell.other())).degrees();
    double reach = Welch.quantile(0.975, degrees) * oneError / Math.sqrt(2);
    assertThat(two.high()).isCloseTo(two.value() * Math.exp(reach), within(1e-12));
  }

  private static Welch.Part part(Estimate sample) {
    return new Welch.Part(sample.logVariance(), sample.forks() - 1);
  }

  private static Welch difference(double[] first, double[] second) {
    return Welch.of(mean(first) - mean(second), part(first), part(second));
  }

  private static double mean(double... values) {
    return java.util.Arrays.stream(values).average().orElseThrow();
  }

  private static Welch.Part part(double... values) {
    double mean = mean(values);
    double squares = java.util.Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return new Welch.Part(squares / (values.length - 1) / values.length, values.length - 1);
  }

  private static void assertRatio(Ratio ratio, double value, double low, double high, double p) {
    assertThat(ratio.value()).isCloseTo(value, within(1e-12));
    assertThat(ratio.low()).isCloseTo(low, within(1e-9));
    assertThat(ratio.high()).isCloseTo(high, within(1e-9));
    assertThat(ratio.p()).isCloseTo(p, within(1e-9));
  }
}
