package io.gatherbench.profile.stacks;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cell that was profiled on a JDK.
 *
 * @param cell the cell's name, which no other cell of the run has
 * @param repetition from 1; above that where a cell is compared with itself
 * @param profiles one for each event; none if it failed
 * @param measured the score of a fork without a profiler; NaN if there is none
 * @param profiled the score of the profiled fork; NaN if it failed
 * @param remark why a fork failed or its work is void; empty if all is well
 */
public record ProfiledCell(
    String jdk,
    String cell,
    String benchmark,
    Map<String, String> parameters,
    int repetition,
    List<CellProfile> profiles,
    double measured,
    double profiled,
    String unit,
    String remark,
    Optional<VirtualThreadCounts> virtualThreads) {

  /** Returns the cell's name behind its JDK's. */
  public String name() {
    return jdk + " " + cell;
  }

  /** Returns by how much the profiled score exceeds the measured one: 0.05 for 5 %. */
  public double overhead() {
    return profiled / measured - 1;
  }

  /** Returns the profile for an event, if it has samples. */
  public Optional<CellProfile> profile(ProfileEvent event) {
    return profiles.stream()
        .filter(profile -> profile.event() == event && profile.hasSamples())
        .findFirst();
  }
}
