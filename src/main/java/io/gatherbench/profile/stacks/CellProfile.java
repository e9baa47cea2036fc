package io.gatherbench.profile.stacks;

/**
 * The profile of a cell for one event.
 *
 * @param event what was sampled
 * @param stacks the samples
 * @param methods the samples by method and by component
 * @param costPerRequest cost of a request, in the event's unit; NaN if unknown
 * @param stem the names of its files, without an ending
 */
public record CellProfile(
    ProfileEvent event, Stacks stacks, HotMethods methods, double costPerRequest, String stem) {

  /** Returns whether it has a cost, which can be compared with another profile's, and samples. */
  public boolean hasCost() {
    return costPerRequest > 0 && hasSamples();
  }

  /** Returns whether anything was sampled. */
  public boolean hasSamples() {
    return methods.samples() > 0;
  }
}
