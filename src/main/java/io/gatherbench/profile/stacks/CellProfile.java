package io.gatherbench.profile.stacks;

/**
 * The profile of a cell for one event.
 *
 * @param costPerRequest in the event's unit; NaN if unknown
 * @param stem the names of its files, without an ending
 */
public record CellProfile(
    ProfileEvent event, Stacks stacks, HotMethods methods, double costPerRequest, String stem) {

  public boolean hasCost() {
    return costPerRequest > 0 && hasSamples();
  }

  public boolean hasSamples() {
    return methods.samples() > 0;
  }
}
