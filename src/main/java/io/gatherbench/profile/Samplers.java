package io.gatherbench.profile;

import io.gatherbench.plan.Variant;
import io.gatherbench.profile.ProfileRequest.Sampler;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jmh.ProfilerLibrary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The profiler that each JDK takes.
 *
 * @param library async-profiler's, where it is asked for and there is one
 * @param whyNotAsync why JFR samples a variant, by its name; empty if async-profiler does
 */
record Samplers(Optional<ProfilerLibrary> library, Map<String, String> whyNotAsync) {

  /**
   * Tries async-profiler on each JDK, unless JFR is asked for.
   *
   * @throws UnusableInputException if nothing that is asked for can be sampled
   */
  static Samplers of(ProfileRequest request, List<Variant> variants) throws UnusableInputException {
    boolean async = request.sampler() == Sampler.ASYNC;
    Optional<ProfilerLibrary> library = async ? ProfilerLibrary.unpack() : Optional.empty();
    Map<String, String> whyNot = new LinkedHashMap<>();
    for (Variant variant : variants) {
      String why =
          library.isPresent()
              ? library
                  .get()
                  .whyNot(
                      variant.jdk().executable(), variant.flags(), ProfilerSetting.asyncCommand())
              : "async-profiler has no library for this system, or it cannot be written";
      whyNot.put(variant.name(), async ? why : "as asked for");
    }
    Samplers samplers = new Samplers(library, whyNot);
    if (request.events().equals(Set.of(ProfileEvent.WALL))
        && variants.stream().anyMatch(variant -> samplers.of(variant) == Sampler.JFR)) {
      throw new UnusableInputException(
          "--event", "wall", "cpu, alloc, lock where JFR samples, which knows no wall clock");
    }
    return samplers;
  }

  Sampler of(Variant variant) {
    return whyNotAsync.get(variant.name()).isEmpty() ? Sampler.ASYNC : Sampler.JFR;
  }
}
