package io.gatherbench.profile.stacks;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cell that was profiled on a JDK.
 *
 * @param jdk the JDK's name
 * @param cell the cell's name, which differs from that of any other cell of the run
 * @param benchmark its full name
 * @param parameters all of them
 * @param repetition from 1; more than that where a cell is compared with itself
 * @param profiles one for each event; none if it failed
 * @param measured the score of a fork without a profiler; NaN if there is none
 * @param profiled the score of the profiled fork; NaN if it failed
 * @param unit of the scores
 * @param remark what is not as it should be: why a fork failed, or why its work is void; empty if
 *     nothing
 * @param virtualThreads where the JDK and the strategy have any
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

  /** Name of the cell with its JDK. */
  public String name() {
    return jdk + " " + cell;
  }

  /** How much larger the profiled fork's score is than the measured one's: 0.05 for 5 %. */
  public double overhead() {
    return profiled / measured - 1;
  }

  /** The profile for an event, if there is one. */
  public Optional<CellProfile> profile(ProfileEvent event) {
    return profiles.stream().filter(profile -> profile.event() == event).findFirst();
  }
}
