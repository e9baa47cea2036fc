package io.gatherbench.profile.stacks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The samples of a profile by method and by component, with the most own samples first. Each sample
 * is one method's own and lies in one component, so own samples add up to all.
 */
public record HotMethods(long samples, List<HotMethod> methods, Map<Component, Long> components) {

  /**
   * The part of a method; a library method that works for several components has one in each.
   *
   * @param own samples in which it was the innermost frame
   * @param total samples in which it was anywhere on the stack
   */
  public record HotMethod(String method, Component component, long own, long total) {}

  private record Key(String method, Component component) {}

  private static final String NO_METHOD = "(no frames)";

  /** Counts the samples of stacks. */
  public static HotMethods of(Stacks stacks, ProfileEvent event) {
    Map<Key, Long> own = new HashMap<>();
    Map<Key, Long> total = new HashMap<>();
    Map<Component, Long> components = new EnumMap<>(Component.class);
    stacks.forEach(
        (stack, count) -> {
          List<Frame> frames = methods(stack.frames(), event);
          Component component = Components.of(stack.thread(), frames);
          String innermost = frames.isEmpty() ? NO_METHOD : frames.get(frames.size() - 1).name();
          own.merge(new Key(innermost, component), count, Long::sum);
          components.merge(component, count, Long::sum);
          Set<String> names = new HashSet<>(List.of(innermost));
          frames.forEach(frame -> names.add(frame.name()));
          names.forEach(name -> total.merge(new Key(name, component), count, Long::sum));
        });
    List<HotMethod> methods = new ArrayList<>();
    total.forEach(
        (key, count) ->
            methods.add(
                new HotMethod(key.method(), key.component(), own.getOrDefault(key, 0L), count)));
    methods.sort(
        Comparator.comparingLong(HotMethod::own)
            .thenComparingLong(HotMethod::total)
            .reversed()
            .thenComparing(HotMethod::method)
            .thenComparing(HotMethod::component));
    return new HotMethods(stacks.total(), List.copyOf(methods), Map.copyOf(components));
  }

  private static List<Frame> methods(List<Frame> frames, ProfileEvent event) {
    return event.endsInClass() && !frames.isEmpty() ? frames.subList(0, frames.size() - 1) : frames;
  }

  /** Returns the components, those with the most samples first. */
  public List<Component> componentsBySamples() {
    return components.keySet().stream()
        .sorted(Comparator.<Component>comparingLong(c -> -components.get(c)).thenComparing(c -> c))
        .toList();
  }

  /** Returns a number of samples as a share of all, from 0 to 1. */
  public double share(long count) {
    return samples == 0 ? 0 : (double) count / samples;
  }

  /** Returns the share, from 0 to 1, whose innermost frame is in a C library without symbols. */
  public double inNamelessLibrary() {
    return share(
        methods.stream()
            .filter(method -> Components.isNamelessLibrary(method.method()))
            .mapToLong(HotMethod::own)
            .sum());
  }

  /** Returns the share of samples, from 0 to 1, that lie in a known component. */
  public double known() {
    return samples == 0 ? 1 : 1 - share(components.getOrDefault(Component.UNKNOWN, 0L));
  }
}
