package io.gatherbench.stats;

/**
 * Fieller's test of the ratio of two arithmetic means, for samples that contain 0 and so have no
 * logarithms: E. C. Fieller, Journal of the Royal Statistical Society B 16 (1954), 175–185.
 *
 * <p>The ratio of b to a is above r if mb − r·ma is above the 97.5 % quantile of Student's
 * distribution times its standard error √(vb + r²·va), v being the variance of a mean, with Welch's
 * degrees of freedom. That holds for a mean of 0 too.
 *
 * @param base by its {@link Estimate#arithmetic} mean, of two forks or more
 * @param other in the same way
 */
public record FiellerTest(Estimate base, Estimate other) {

  /** Tells whether the ratio is above a number. */
  public boolean isAbove(double ratio) {
    Contrast beyond = beyond(ratio);
    return beyond.estimate() > beyond.reach(Ratio.LEVEL);
  }

  /** Tells whether the ratio is below a number. */
  public boolean isBelow(double ratio) {
    Contrast beyond = beyond(ratio);
    return -beyond.estimate() > beyond.reach(Ratio.LEVEL);
  }

  /** Returns the two-sided p-value of the means being the same. */
  public double p() {
    return beyond(1).p();
  }

  private Contrast beyond(double ratio) {
    Contrast.Part a = base.part();
    Contrast.Part scaled = new Contrast.Part(ratio * ratio * a.variance(), a.degrees());
    return Contrast.of(other.value() - ratio * base.value(), scaled, other.part());
  }
}
