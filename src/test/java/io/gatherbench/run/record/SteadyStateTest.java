package io.gatherbench.run.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyStateTest {

  private static final int FORKS = 20_000;

  private final SteadyState steadyState = new SteadyState();

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 10, 30})
  void atMostOnePercentOfSettledForksIsFlagged(int iterations) {
    assertThat(falseAlarms(iterations, 0.05, 0)).isBetween(0.002, 0.014);
    assertThat(falseAlarms(iterations, 0.5, 0)).as("far more scatter").isBetween(0.002, 0.014);
  }

  @Test
  void correlatedIterationsAreFlaggedMoreOften() {
    // Neighbours of a correlation of 0.3: not independent, but nobody would call it a trend.
    assertThat(falseAlarms(4, 0.05, 0.3)).isLessThan(0.03);
    assertThat(falseAlarms(10, 0.05, 0.3)).isLessThan(0.08);
  }

  @Test
  void scatterBelow2PerCentIsNoAlarmAtAll() {
    assertThat(falseAlarms(10, 0.002, 0)).isZero();
  }

  @Test
  void aFirstIterationThatWasColdNeedsOneMore() {
    assertThat(steadyState.missingIterations(new double[] {15.1, 10.02, 10.0, 10.01})).contains(1);
    assertThat(steadyState.missingIterations(new double[] {10.01, 10.02, 10.0, 10.01})).contains(0);
  }

  @Test
  void aChangeOfLevelNeedsAsManyAsComeBeforeIt() {
    double[] scores = {20.1, 20.2, 20.0, 12.1, 12.0, 12.15, 12.05, 12.1};
    assertThat(steadyState.missingIterations(scores)).contains(3);
  }

  @Test
  void aTrendNeedsAtLeastAsManyAgain() {
    double[] scores = {20, 18.9, 18.1, 17.05, 16.2, 15.3, 14.5};
    assertThat(steadyState.missingIterations(scores)).contains(7);
    double[] slower = {14.5, 15.3, 16.2, 17.05, 18.1, 18.9, 20};
    assertThat(steadyState.missingIterations(slower)).as("slower and slower").contains(7);
  }

  @Test
  void fewerThanFourCannotBeJudged() {
    assertThat(steadyState.missingIterations(new double[] {30, 20, 10})).isEmpty();
  }

  private double falseAlarms(int iterations, double deviation, double correlation) {
    Random random = new Random(7);
    int alarms = 0;
    for (int fork = 0; fork < FORKS; fork++) {
      double[] scores = new double[iterations];
      double last = random.nextGaussian();
      for (int i = 0; i < iterations; i++) {
        double own = Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
        last = correlation * last + own;
        scores[i] = 10 * Math.exp(deviation * last);
      }
      alarms += steadyState.missingIterations(scores).orElseThrow() > 0 ? 1 : 0;
    }
    return (double) alarms / FORKS;
  }
}
