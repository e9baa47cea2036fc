package io.gatherbench.profile;

import io.gatherbench.profile.stacks.ProfileEvent;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The cells to profile, and how to profile them.
 *
 * @param jmh the command line for JMH, without options of gatherbench's own
 * @param events what is sampled, all in the same fork
 * @param stub whether the stub is profiled too
 * @param pairs strategies to be compared, two each; the same twice profiles its cells twice
 */
public record ProfileRequest(
    List<String> jmh,
    Set<ProfileEvent> events,
    TimeValue duration,
    Sampler sampler,
    boolean stub,
    List<List<String>> pairs) {

  /** A profiler. */
  public enum Sampler {
    /** async-profiler, from the jar. */
    ASYNC("async-profiler"),
    /** The JDK's flight recorder. */
    JFR("JFR");

    private final String label;

    Sampler(String label) {
      this.label = label;
    }

    String jmhName() {
      return name().toLowerCase(Locale.ROOT);
    }

    public String label() {
      return label;
    }
  }
}
