package io.gatherbench.compare;

import io.gatherbench.stats.Sample;
import java.util.List;
import java.util.Optional;

/**
 * One side of a comparison.
 *
 * @param forks the usable forks' means; empty if there are none
 * @param voidForks how many forks are void
 * @param cutShort how many forks were cut short and left out
 * @param reasons why forks are void or flagged, each once
 */
public record VariantSample(
    Optional<Sample> forks, int voidForks, int cutShort, List<String> reasons) {

  static final VariantSample NOTHING = new VariantSample(Optional.empty(), 0, 0, List.of());

  static VariantSample of(ForkValues values, String metric) {
    double[] means = values.values(metric, VariantSample::mean);
    boolean positive = means.length > 0;
    for (double mean : means) {
      positive &= mean > 0 && !Double.isInfinite(mean);
    }
    return new VariantSample(
        positive ? Optional.of(Sample.of(means)) : Optional.empty(),
        values.voidForks(),
        values.cutShort(metric),
        values.reasons());
  }

  /** Whether a fork is flagged. */
  public boolean flagged() {
    return reasons.stream().anyMatch(reason -> reason.startsWith("flagged: "));
  }

  private static double mean(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
