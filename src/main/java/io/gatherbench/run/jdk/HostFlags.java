package io.gatherbench.run.jdk;

import io.gatherbench.plan.Variant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The flags of the JVM that hosts a run, which forks inherit.
 *
 * @param all in the order in which they take effect
 * @param kept those that forks have even where other flags are given for them: flags of environment
 *     variables, which every JVM has, and the folders for temporary files and native libraries
 * @param variables names of the environment variables that some of them come from
 */
public record HostFlags(List<String> all, List<String> kept, List<String> variables) {

  /** No flags. */
  public static final HostFlags NONE = new HostFlags(List.of(), List.of(), List.of());

  private static final List<String> FOLDERS =
      List.of("-Djava.io.tmpdir=", "-Dio.netty.native.workdir=", "-Dio.netty.tmpdir=");

  /** Returns the flags of a JVM, some of which are those of environment variables. */
  public static HostFlags of(
      List<String> all, Collection<String> ofVariables, Collection<String> variables) {
    Stream<String> kept =
        all.stream()
            .filter(
                flag -> ofVariables.contains(flag) || FOLDERS.stream().anyMatch(flag::startsWith));
    return new HostFlags(List.copyOf(all), kept.toList(), List.copyOf(variables));
  }

  /** Returns the flags of forks for which others are given instead. */
  public List<String> with(List<String> given) {
    return Stream.concat(kept.stream(), given.stream()).toList();
  }

  /** Returns the flags of a plan's forks: all but those for JMH's host. */
  public List<String> forPlan() {
    return all.stream().filter(flag -> !flag.startsWith("-Djmh.")).toList();
  }

  /**
   * Returns what to say of the variables, or that these flags reach no fork of a plan, because it
   * was made without them. Empty if there is nothing to say.
   */
  public Optional<String> remark(List<Variant> variants) {
    boolean had = variants.stream().allMatch(variant -> variant.flags().containsAll(forPlan()));
    return had
        ? remarkOnForks(all)
        : Optional.of(
            "forks have those with which the run was begun, not those given now: "
                + String.join(" ", forPlan()));
  }

  /** Returns what to say of the variables beside the flags of forks; empty if there are none. */
  public Optional<String> remarkOnForks(List<String> flags) {
    return variables.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "forks have the flags of %s once, with those of the command line: %s; the stub has none"
                .formatted(String.join(", ", variables), String.join(" ", flags)));
  }
}
