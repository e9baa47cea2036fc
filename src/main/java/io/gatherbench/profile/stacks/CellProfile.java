package io.gatherbench.profile.stacks;

/**
 * The profile of a cell for one event.
 *
 * @param costPerRequest in the event's unit; NaN if unknown
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
