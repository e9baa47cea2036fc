package io.gatherbench.profile;

import io.gatherbench.profile.stacks.Component;

/**
 * What a method costs each request in two profiles, by its own samples.
 *
 * @param method class and method, or a native function
 * @param component whose work it is
 * @param before in the first profile
 * @param after in the second
 * @param noise a difference up to this says nothing
 */
public record MethodChange(
    String method, Component component, double before, double after, double noise) {

  /** How much more it costs in the second. */
  public double difference() {
    return after - before;
  }

  /** Whether the difference is more than noise. */
  public boolean isBeyondNoise() {
    return Math.abs(difference()) > noise;
  }
}
