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
 * How the samples of a profile spread over methods and components. Each sample is one method's own
 * and lies in one component, so that own samples add up to all of them, over methods and over
 * components.
 *
 * @param samples how many there are
 * @param methods those with the most own samples first
 * @param components samples by component; only components that have some
 */
public record HotMethods(long samples, List<HotMethod> methods, Map<Component, Long> components) {

  /**
   * A method's part. A library method that works for several components has a part in each.
   *
   * @param method class and method, or a native function
   * @param component whose work it was
   * @param own samples in which it was the innermost frame
   * @param total samples in which it was anywhere on the stack
   */
  public record HotMethod(String method, Component component, long own, long total) {}

  private record Key(String method, Component component) {}

  private static final String NO_METHOD = "(no frames)";

  /** Counts. */
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
          Set<String> names = new HashSet<>();
          names.add(innermost);
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

  /** Samples as a share of all, from 0 to 1. */
  public double share(long count) {
    return samples == 0 ? 0 : (double) count / samples;
  }

  /**
   * Samples whose innermost frame is in a C library without symbols, as a share of all, from 0 to
   * 1. Which system calls they were is not known.
   */
  public double nameless() {
    return share(
        methods.stream()
            .filter(method -> Components.isNamelessLibrary(method.method()))
            .mapToLong(HotMethod::own)
            .sum());
  }

  /** Samples that lie in a component that has a name, as a share of all, from 0 to 1. */
  public double known() {
    return samples == 0 ? 1 : 1 - share(components.getOrDefault(Component.UNKNOWN, 0L));
  }
}
