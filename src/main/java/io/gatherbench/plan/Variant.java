package io.gatherbench.plan;

import java.util.List;

/**
 * A JDK with the flags of its forks and what they run, under a name that is unique in its plan.
 *
 * @param jar the absolute path of another program's JMH jar; empty for gatherbench's benchmarks
 */
public record Variant(String name, TargetJdk jdk, List<String> flags, String jar) {

  /** Creates a variant that runs gatherbench's benchmarks. */
  public Variant(String name, TargetJdk jdk, List<String> flags) {
    this(name, jdk, flags, "");
  }
}
