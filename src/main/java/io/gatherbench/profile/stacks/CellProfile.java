package io.gatherbench.profile.stacks;

/**
 * The profile of a cell for one event.
 *
 * @param event what was sampled
 * @param stacks the samples
 * @param methods how they spread over methods and components
 * @param costPerRequest what the whole was for each request, in the event's unit; NaN if it is not
 *     known
 * @param stem of the names of its files, without an ending
 */
public record CellProfile(
    ProfileEvent event, Stacks stacks, HotMethods methods, double costPerRequest, String stem) {

  /** Fewer than these say little. */
  public static final long ENOUGH_SAMPLES = 1_000;

  /** What one sample stands for, for each request; NaN if it is not known. */
  public double costOfSample() {
    return costPerRequest / methods.samples();
  }

  /** Whether its samples are so few that shares are rough. */
  public boolean hasFewSamples() {
    return methods.samples() < ENOUGH_SAMPLES;
  }
}
