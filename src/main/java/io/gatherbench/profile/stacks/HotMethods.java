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
 * How the samples of a profile spread over methods and rooms. Each sample is one method's own and
 * lies in one room, so that own samples add up to all of them, over methods and over rooms.
 *
 * @param samples how many there are
 * @param methods those with the most own samples first
 * @param rooms samples by room; only rooms that have some
 */
public record HotMethods(long samples, List<HotMethod> methods, Map<Component, Long> rooms) {

  /**
   * A method's part. A library method that works for several rooms has a part in each.
   *
   * @param method class and method, or a native function
   * @param room whose work it was
   * @param own samples in which it was the innermost frame
   * @param total samples in which it was anywhere on the stack
   */
  public record HotMethod(String method, Component room, long own, long total) {}

  private record Key(String method, Component room) {}

  private static final String NO_METHOD = "(no frames)";

  /** Counts. */
  public static HotMethods of(Stacks stacks, ProfileEvent event) {
    Map<Key, Long> own = new HashMap<>();
    Map<Key, Long> total = new HashMap<>();
    Map<Component, Long> rooms = new EnumMap<>(Component.class);
    stacks.forEach(
        (stack, count) -> {
          List<Frame> frames = methods(stack.frames(), event);
          Component room = Components.of(stack.thread(), frames);
          String innermost = frames.isEmpty() ? NO_METHOD : frames.get(frames.size() - 1).name();
          own.merge(new Key(innermost, room), count, Long::sum);
          rooms.merge(room, count, Long::sum);
          Set<String> names = new HashSet<>();
          names.add(innermost);
          frames.forEach(frame -> names.add(frame.name()));
          names.forEach(name -> total.merge(new Key(name, room), count, Long::sum));
        });
    List<HotMethod> methods = new ArrayList<>();
    total.forEach(
        (key, count) ->
            methods.add(new HotMethod(key.method(), key.room(), own.getOrDefault(key, 0L), count)));
    methods.sort(
        Comparator.comparingLong(HotMethod::own)
            .thenComparingLong(HotMethod::total)
            .reversed()
            .thenComparing(HotMethod::method)
            .thenComparing(HotMethod::room));
    return new HotMethods(stacks.total(), List.copyOf(methods), Map.copyOf(rooms));
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

  /** Samples that lie in a room that has a name, as a share of all, from 0 to 1. */
  public double known() {
    return samples == 0 ? 1 : 1 - share(rooms.getOrDefault(Component.UNKNOWN, 0L));
  }
}
